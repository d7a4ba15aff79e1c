//! Krippendorff's alpha for units cut out of a continuum.
//!
//! Krippendorff, K. (1995), On the Reliability of Unitizing Continuous Data, *Sociological Methodology* 25, 47–76;
//! Krippendorff, K. (2004), *Content Analysis: An Introduction to Its Methodology*, 2nd edition, Sage, section 11.6.
//! The formulas here are those for one category and two observers; a test holds them to the book's example (p. 254).

use std::ops::Range;

/// A unit: where it begins and ends on the continuum, end exclusive.
pub type Unit = Range<usize>;

/// Drops units that overlap one before: an observer's units must not. Of nested ones the outer stays.
pub fn apart(mut units: Vec<Unit>) -> Vec<Unit> {
    units.retain(|unit| unit.start < unit.end);
    units.sort_by_key(|unit| (unit.start, std::cmp::Reverse(unit.end)));
    let mut last = 0;
    units.retain(|unit| {
        let fits = unit.start >= last;
        if fits {
            last = unit.end;
        }
        fits
    });
    units
}

/// Alpha of two observers on a continuum of `length`; each one's units are in order and [`apart`]. None where no
/// disagreement could be expected: there are no units.
pub fn alpha(first: &[Unit], second: &[Unit], length: usize) -> Option<f64> {
    let expected = expected(first, second, length);
    (expected > 0.0).then(|| 1.0 - observed(first, second, length) / expected)
}

/// Observed disagreement: squared differences of overlapping units' ends, and squared lengths of units that lie in
/// a gap of the other's.
fn observed(first: &[Unit], second: &[Unit], length: usize) -> f64 {
    let square = |a: usize, b: usize| (a.abs_diff(b) as f64).powi(2);
    let mut sum = 0.0;
    for (one, other) in [(first, second), (second, first)] {
        for unit in one {
            let meeting = other
                .iter()
                .filter(|o| o.start < unit.end && unit.start < o.end);
            let mut alone = true;
            for o in meeting {
                alone = false;
                sum += square(unit.start, o.start) + square(unit.end, o.end);
            }
            if alone {
                // Once from the unit's side, once from the gap's.
                sum += 2.0 * square(unit.start, unit.end);
            }
        }
    }
    // m(m−1)L², with m = 2 observers.
    sum / (2.0 * (length as f64).powi(2))
}

/// Disagreement to be expected if the units and gaps of both stood anywhere.
fn expected(first: &[Unit], second: &[Unit], length: usize) -> f64 {
    let lengths = |units: &[Unit]| units.iter().map(|u| u.len() as f64).collect::<Vec<_>>();
    let units = [lengths(first), lengths(second)].concat();
    let gaps = [gaps(first, length), gaps(second, length)].concat();
    let others = units.len().saturating_sub(1) as f64;
    let sum: f64 = units
        .iter()
        .map(|unit| {
            let units = (unit - 1.0) / 3.0 * (2.0 * unit * unit - unit);
            let room = gaps
                .iter()
                .filter(|gap| *gap >= unit)
                .map(|gap| gap - unit + 1.0);
            others * units + unit * unit * room.sum::<f64>()
        })
        .sum();
    let all = 2.0 * length as f64;
    let within: f64 = units.iter().map(|unit| unit * (unit - 1.0)).sum();
    let pairs = all * (all - 1.0) - within;
    if pairs > 0.0 {
        2.0 / length as f64 * sum / pairs
    } else {
        0.0
    }
}

fn gaps(units: &[Unit], length: usize) -> Vec<f64> {
    let mut from = 0;
    let mut gaps = Vec::new();
    let end = length..length;
    for unit in units.iter().chain(std::iter::once(&end)) {
        if unit.start > from {
            gaps.push((unit.start - from) as f64);
        }
        from = unit.end;
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(start: usize, length: usize) -> Unit {
        start - 150..start - 150 + length
    }

    #[test]
    fn the_example_of_the_book() {
        let first = [unit(225, 70), unit(370, 30)];
        let second = [unit(220, 80), unit(355, 20), unit(400, 20)];
        assert!((observed(&first, &second, 300) - 0.0144).abs() < 0.0001);
        assert!((expected(&first, &second, 300) - 0.0532).abs() < 0.0001);
        assert!((alpha(&first, &second, 300).unwrap() - 0.7286).abs() < 0.0002);
        let same = [unit(180, 60), unit(300, 50)];
        assert!((expected(&same, &same, 300) - 0.0490).abs() < 0.0001);
        assert!((alpha(&same, &same, 300).unwrap() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn where_nobody_saw_a_unit_there_is_no_alpha() {
        assert_eq!(alpha(&[], &[], 100), None);
    }

    #[test]
    fn of_nested_units_the_outer_stays() {
        assert_eq!(apart(vec![5..7, 0..4, 1..3, 0..2, 4..4]), [0..4, 5..7]);
    }
}
