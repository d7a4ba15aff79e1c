//! Rectangles on a page.

use kurbo::Rect;
use onrecord_record::TENTHS;

/// A rectangle in points from the upper left corner of the page as it is shown.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(super) struct Edges {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
}

impl Edges {
    pub(super) fn of(rect: Rect) -> Self {
        Self {
            left: rect.x0 as f32,
            top: rect.y0 as f32,
            right: rect.x1 as f32,
            bottom: rect.y1 as f32,
        }
    }

    pub(super) fn width(self) -> f32 {
        self.right - self.left
    }

    pub(super) fn height(self) -> f32 {
        self.bottom - self.top
    }

    pub(super) fn area(self) -> f32 {
        self.width().max(0.0) * self.height().max(0.0)
    }

    /// The smallest rectangle that holds both.
    pub(super) fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// How much of this rectangle lies in the other, 0 to 1.
    pub(super) fn share_in(self, other: Self) -> f32 {
        let width = self.right.min(other.right) - self.left.max(other.left);
        let height = self.bottom.min(other.bottom) - self.top.max(other.top);
        if width <= 0.0 || height <= 0.0 {
            return 0.0;
        }
        width * height / self.area().max(0.01)
    }

    pub(super) fn has(self, x: f32, y: f32) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    pub(super) fn middle(self) -> (f32, f32) {
        (
            (self.left + self.right) / 2.0,
            (self.top + self.bottom) / 2.0,
        )
    }

    /// In tenths of a point, rounded outwards, but not for what is only the machine's own rounding.
    pub(super) fn tenths(self) -> [i32; 4] {
        let tenths = |points: f32| f64::from(points) * TENTHS;
        [
            (tenths(self.left) + 0.01).floor() as i32,
            (tenths(self.top) + 0.01).floor() as i32,
            (tenths(self.right) - 0.01).ceil() as i32,
            (tenths(self.bottom) - 0.01).ceil() as i32,
        ]
    }

    /// As it lies when the page of this size is turned by quarters, against the clock.
    pub(super) fn turned(self, quarters: u8, width: f32, height: f32) -> Self {
        let Self {
            left,
            top,
            right,
            bottom,
        } = self;
        match quarters % 4 {
            0 => self,
            1 => Self {
                left: top,
                top: width - right,
                right: bottom,
                bottom: width - left,
            },
            2 => Self {
                left: width - right,
                top: height - bottom,
                right: width - left,
                bottom: height - top,
            },
            _ => Self {
                left: height - bottom,
                top: left,
                right: height - top,
                bottom: right,
            },
        }
    }
}
