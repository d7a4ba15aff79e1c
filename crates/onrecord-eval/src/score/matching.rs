//! One-to-one matching, the likest first.

/// For each of the gold, which of those read is its match: pairs by falling likeness, of equals the first of both. A
/// likeness of 0 is no pair.
pub(crate) fn matched(
    gold: usize,
    read: usize,
    likeness: impl Fn(usize, usize) -> f64,
) -> Vec<Option<usize>> {
    let mut pairs = Vec::new();
    for i in 0..gold {
        for j in 0..read {
            let like = likeness(i, j);
            if like > 0.0 {
                pairs.push((like, i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut of_gold = vec![None; gold];
    let mut taken = vec![false; read];
    for (_, i, j) in pairs {
        if let (Some(of_gold @ None), Some(taken @ false)) = (of_gold.get_mut(i), taken.get_mut(j))
        {
            *of_gold = Some(j);
            *taken = true;
        }
    }
    of_gold
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likest_pair_is_made_first() {
        let like = [[0.5, 0.9], [0.6, 0.0]];
        assert_eq!(matched(2, 2, |i, j| like[i][j]), [Some(1), Some(0)]);
        assert_eq!(matched(2, 1, |_, _| 0.5), [Some(0), None]);
    }
}
