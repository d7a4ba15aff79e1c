//! Bars over words that a program asked for and did not paint: marks for redaction that were never
//! carried out, black squares and highlights without a picture of their own.

use super::edges::Edges;
use hayro_interpret::{RectExt, TransformExt};
use hayro_syntax::object::dict::keys::{ANNOTS, AP, C, CA, F, IC, QUADPOINTS, RECT, SUBTYPE};
use hayro_syntax::object::{Array, Dict, Name, Rect};
use hayro_syntax::page::Page;
use kurbo::Point;

/// Most annotations of a page that are looked at.
const MOST: usize = 5_000;
/// Flags of an annotation that is not shown.
const UNSEEN: u32 = 1 << 1 | 1 << 5;

/// The bars of a page, as shown.
pub(super) fn bars(page: &Page<'_>) -> Vec<Edges> {
    let Some(annotations) = page.raw().get::<Array<'_>>(ANNOTS) else {
        return Vec::new();
    };
    let to_page = page.initial_transform(true).to_kurbo();
    let mut bars = Vec::new();
    for annotation in annotations.iter::<Dict<'_>>().take(MOST) {
        if annotation.get::<u32>(F).unwrap_or(0) & UNSEEN != 0 || !is_bar(&annotation) {
            continue;
        }
        let areas = quads(&annotation);
        if areas.is_empty() {
            bars.extend(
                annotation
                    .get::<Rect>(RECT)
                    .map(|rect| Edges::of(to_page.transform_rect_bbox(rect.to_kurbo()))),
            );
        }
        bars.extend(
            areas
                .into_iter()
                .map(|rect| Edges::of(to_page.transform_rect_bbox(rect))),
        );
    }
    bars
}

fn is_bar(annotation: &Dict<'_>) -> bool {
    let Some(kind) = annotation.get::<Name<'_>>(SUBTYPE) else {
        return false;
    };
    let opaque = annotation.get::<f32>(CA).unwrap_or(1.0) >= 0.95;
    let painted = annotation.contains_key(AP);
    match kind.as_ref() {
        b"Redact" => true,
        // What has a picture of its own is seen when it is painted.
        b"Square" => !painted && opaque && annotation.get::<Array<'_>>(IC).is_some_and(is_dark),
        b"Highlight" => !painted && opaque && annotation.get::<Array<'_>>(C).is_some_and(is_dark),
        _ => false,
    }
}

/// Whether a colour of one, three or four parts is black or nearly.
fn is_dark(colour: Array<'_>) -> bool {
    let parts: Vec<f32> = colour.iter::<f32>().take(5).collect();
    match parts.as_slice() {
        [grey] => *grey < 0.2,
        [red, green, blue] => red.max(*green).max(*blue) < 0.2,
        [.., black] if parts.len() == 4 => *black > 0.8,
        _ => false,
    }
}

fn quads(annotation: &Dict<'_>) -> Vec<kurbo::Rect> {
    let Some(points) = annotation.get::<Array<'_>>(QUADPOINTS) else {
        return Vec::new();
    };
    let numbers: Vec<f64> = points.iter::<f32>().take(8 * MOST).map(f64::from).collect();
    let mut found = Vec::new();
    for quad in numbers.chunks_exact(8) {
        let mut corners = quad.chunks_exact(2).filter_map(|pair| match pair {
            [x, y] => Some(Point::new(*x, *y)),
            _ => None,
        });
        if let Some(first) = corners.next() {
            let start = kurbo::Rect::from_points(first, first);
            found.push(corners.fold(start, |rect, corner| rect.union_pt(corner)));
        }
    }
    found
}
