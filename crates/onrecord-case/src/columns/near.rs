//! What a whole number is likely to be near to. Writing and reading keep the same account of it.

/// How a column of whole numbers is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Way(pub(super) u8);

impl Way {
    /// Each as it is; one right after another number in the same record or list less that number.
    pub(super) const PLAIN: Self = Self(0);
    /// The steps from one of these to the next.
    pub(super) const STEPS: Self = Self(1);
    /// As the plain way, but the first of a record or list less the first of the record or list before.
    pub(super) const NEAR: Self = Self(2);
    /// The steps from one of these to the next.
    pub(super) const NEAR_STEPS: Self = Self(3);

    pub(super) const fn is_steps(self) -> bool {
        self.0 & 1 == 1
    }

    pub(super) const fn is_near(self) -> bool {
        self.0 & 2 == 2
    }
}

/// What is known of the numbers before a value.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Near {
    /// The number right before it in the same record or list.
    number: Option<i64>,
    /// The first number of the record or list before it, for the first number of this one.
    begin: Option<i64>,
}

impl Near {
    /// What is taken away in a plain way.
    pub(super) fn plain(self) -> i64 {
        self.number.unwrap_or(0)
    }

    /// What is taken away in a near way.
    pub(super) fn base(self) -> i64 {
        self.number.or(self.begin).unwrap_or(0)
    }

    /// The same for what is inside of a variant, list or record.
    pub(super) const fn inside(self) -> Self {
        Self {
            number: None,
            begin: self.begin,
        }
    }
}

/// What a value was.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Written {
    /// A whole number.
    Number(i64),
    /// A list, record or variant with this first whole number in it.
    Begin(i64),
    /// Without numbers.
    Other,
}

impl Written {
    /// What a variant is that holds it.
    pub(super) const fn inside(self) -> Self {
        match self {
            Self::Number(number) | Self::Begin(number) => Self::Begin(number),
            Self::Other => Self::Other,
        }
    }
}

/// The account kept within a list or record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Within {
    near: Near,
    first: Option<i64>,
}

impl Within {
    pub(super) const fn new(near: Near) -> Self {
        Self {
            near: near.inside(),
            first: None,
        }
    }

    /// For the next value.
    pub(super) const fn near(&self) -> Near {
        self.near
    }

    pub(super) fn after(&mut self, written: Written) {
        self.near.number = None;
        match written {
            Written::Number(number) => {
                self.near.number = Some(number);
                if self.first.is_none() {
                    self.first = Some(number);
                    self.near.begin = None;
                }
            }
            Written::Begin(begin) => {
                self.near.begin = Some(begin);
                self.first.get_or_insert(begin);
            }
            Written::Other => {}
        }
    }

    /// What the whole list or record was.
    pub(super) fn written(&self) -> Written {
        self.first.map_or(Written::Other, Written::Begin)
    }
}
