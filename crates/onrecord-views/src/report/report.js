// What the page does better with a script: all parts of what was chosen light up, a click on
// highlighted words leads to their line, lines can be narrowed to one person. Without it every
// link works all the same.
"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const words = (id) => all(`mark[data-i~="${CSS.escape(id)}"]`);

  // The item a place belongs to: "d2-w-s3-2" and "d2-s3" both to "d2-s3".
  const itemOf = (place) => place.replace(/(^|-)w-([a-z]\d+)(-\d+)?$/, "$1$2");

  const choose = () => {
    all(".on").forEach((e) => e.classList.remove("on"));
    const place = decodeURIComponent(location.hash.slice(1));
    const target = place && document.getElementById(place);
    if (!target) return;
    const item = itemOf(place);
    words(item).forEach((e) => e.classList.add("on"));
    const line = document.getElementById(item);
    const chosen = line && line.classList.contains("line");
    if (chosen) line.classList.add("on");
    if (target.matches(".b, .place")) {
      target.classList.add("on");
      target.scrollIntoView({ block: "center" });
      if (chosen && scroller(line)) bring(line);
    } else {
      bring(target);
    }
    target.focus({ preventScroll: true });
  };

  // The panel, where it scrolls by itself.
  const scroller = (element) => {
    const panel = element.closest(".panel");
    return panel && getComputedStyle(panel).overflowY === "auto" ? panel : null;
  };

  // Brings a line or section into view without moving the document beside it.
  const bring = (element) => {
    const panel = scroller(element);
    if (!panel || panel === element) return element.scrollIntoView();
    const there = element.getBoundingClientRect();
    const top = panel.getBoundingClientRect().top + panel.querySelector(".tabs").offsetHeight;
    const bottom = Math.min(panel.getBoundingClientRect().bottom, innerHeight);
    const fits = there.top >= top && there.bottom <= bottom;
    if (!fits || element.matches(".list")) panel.scrollTop += there.top - top - 8;
  };

  const go = (place) => {
    if (location.hash !== "#" + place) history.pushState(null, "", "#" + place);
    choose();
  };

  document.documentElement.classList.add("js");
  addEventListener("popstate", choose);
  addEventListener("hashchange", choose);
  choose();

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const href = link && link.getAttribute("href");
    if (link) {
      if (!href.startsWith("#") || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go(href.slice(1));
      return;
    }
    const mark = event.target.closest("mark[data-i]");
    if (!mark || String(getSelection())) return;
    const items = mark.dataset.i.split(" ").filter((id) => document.getElementById(id));
    const last = items.filter((id) => !/(^|-)p\d+$/.test(id)).pop() || items.pop();
    if (last) go(last);
  });

  // Resting on a line shows where its words are.
  const near = (event, on) => {
    const line = event.target.closest(".line[id]");
    if (line) words(line.id).forEach((e) => e.classList.toggle("near", on));
  };
  document.addEventListener("mouseover", (event) => near(event, true));
  document.addEventListener("mouseout", (event) => near(event, false));

  for (const panel of all(".panel")) {
    const choice = panel.querySelector(".choice");
    if (choice) {
      choice.hidden = false;
      const select = choice.querySelector("select");
      select.value = "";
      select.addEventListener("change", () => {
        for (const line of all(".line[data-p]", panel)) {
          const off = select.value && !line.dataset.p.split(" ").includes(select.value);
          line.classList.toggle("off", Boolean(off));
        }
      });
    }
    const tabs = all(".tabs a", panel);
    const seen = new IntersectionObserver(
      (entries) => {
        for (const entry of entries.filter((e) => e.isIntersecting)) {
          for (const tab of tabs) {
            const here = tab.getAttribute("href") === "#" + entry.target.id;
            if (here) tab.setAttribute("aria-current", "true");
            else tab.removeAttribute("aria-current");
          }
        }
      },
      { rootMargin: "-20% 0px -70% 0px" },
    );
    all(".list", panel).forEach((section) => seen.observe(section));
  }

  if (matchMedia("(max-width: 36rem)").matches) {
    all(".layers").forEach((e) => e.removeAttribute("open"));
  }
})();
