//! Invented articles, the same ones every time, no two alike: sentences of a table with their slots
//! filled from the other rows.

/// Sentences and what goes into them.
const TABLE: &str = include_str!("../../../data/bench.tsv");

/// Words of an article, about.
const LENGTH: usize = 600;

/// Makes the articles.
pub(crate) struct Articles {
    rows: Vec<(&'static str, &'static str)>,
    state: u64,
}

impl Articles {
    /// From the first article on.
    pub(crate) fn new() -> Self {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
        Self {
            rows: rows.filter_map(|line| line.split_once('\t')).collect(),
            state: 600,
        }
    }

    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        // SplitMix64, by Sebastiano Vigna (public domain).
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }

    /// Some row of a kind.
    fn some(&mut self, kind: &str) -> &'static str {
        let rows: Vec<&str> = self
            .rows
            .iter()
            .filter(|(of, _)| *of == kind)
            .map(|(_, words)| *words)
            .collect();
        let index = self.below(rows.len());
        rows.get(index).copied().unwrap_or_default()
    }

    /// One article, in the format of a crawl.
    fn article(&mut self) -> String {
        let cast: Vec<&str> = (0..5).map(|_| self.some("name")).collect();
        let (year, month, day) = (
            2001 + self.below(22),
            1 + self.below(12),
            1 + self.below(28),
        );
        let place = self.some("place");
        let mut text =
            format!(" date {year}-{month:02}-{day:02} A new look at an old case in {place}\n\n");
        let mut words = 0;
        while words < LENGTH {
            let kind = if words == 0 { "opening" } else { "middle" };
            let mut paragraph = self.sentence(kind, &cast);
            if self.below(3) > 0 {
                paragraph = format!("{paragraph} {}", self.sentence("middle", &cast));
            }
            words += paragraph.split_whitespace().count();
            text.push_str(&paragraph);
            text.push_str("\n\n");
        }
        text + &self.sentence("closing", &cast) + "\n"
    }

    /// A sentence of a kind with its slots filled; people are most often those of the article's
    /// first names, so that they come again.
    fn sentence(&mut self, kind: &str, cast: &[&str]) -> String {
        let mut sentence = self.some(kind).to_owned();
        let others = self.below(cast.len());
        let someone = |offset: usize| cast.get((others + offset) % cast.len()).copied();
        let main = cast.first().copied().unwrap_or_default();
        let surname = main.rsplit(' ').next().unwrap_or_default();
        let named = if self.below(2) == 0 { main } else { surname };
        let fill = [
            ("{name}", named.to_owned()),
            ("{name2}", someone(1).unwrap_or_default().to_owned()),
            ("{name3}", someone(2).unwrap_or_default().to_owned()),
            ("{his}", "his".to_owned()),
            ("{place}", self.some("place").to_owned()),
            ("{outlet}", self.some("outlet").to_owned()),
            ("{office}", self.some("office").to_owned()),
            ("{month}", self.some("month").to_owned()),
            ("{weekday}", self.some("weekday").to_owned()),
            ("{day}", (1 + self.below(28)).to_string()),
            ("{year}", (1985 + self.below(30)).to_string()),
            ("{number}", (11 + self.below(40)).to_string()),
        ];
        for (slot, words) in fill {
            sentence = sentence.replace(slot, &words);
        }
        let first = sentence
            .chars()
            .next()
            .map(|c| c.to_uppercase().to_string());
        let rest: String = sentence.chars().skip(1).collect();
        first.unwrap_or_default() + &rest
    }
}

impl Iterator for Articles {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        Some(self.article())
    }
}
