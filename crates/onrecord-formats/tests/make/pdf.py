#!/usr/bin/env python3
"""Makes the PDF test files from invented prose: python3 pdf.py FOLDER

Needs pdflatex, soffice and chromium. Writes NAME.pdf and, for those whose accuracy is measured,
NAME.txt: the words in reading order without headers, footers, page numbers and notes.
"""
import os, subprocess, sys, shutil, tempfile

OUT = os.path.abspath(sys.argv[1])
ONLY = sys.argv[2:]
TITLE = "The Lantern Street File"

PARAGRAPHS = [
 "Ada Moon had kept the ledger of the Lantern Street depot for eleven years when the first of the three fires was reported, and nobody who worked with her could remember a single week in which the figures had not agreed. She arrived before the shift began, lit the small stove in the corner, and copied the night foreman's notes into the blue book that later became exhibit nine.",
 "The first statement was taken on a Thursday by Sergeant Bo Marsh, who wrote it in pencil and read it back to her twice. According to that statement she had seen a grey van at the loading ramp, its lights off, some twenty minutes before the alarm. She did not say who was driving, because, as she put it, the windscreen was nothing but a dark square with the yard lamp in it.",
 "Four months later the prosecution presented a different version. In the typed statement, which carries no date and only the initials of the officer, the witness names Tobias Quill as the driver and describes a red scarf that appears in no other document of the investigation. The defence asked for the pencilled original; it could not be found, and the court accepted the explanation that it had been destroyed in the ordinary course of business.",
 "What is striking about the correspondence between the laboratory and the district attorney is how quickly the uncertainty disappears from it. The examiner's first letter speaks of a residue that is consistent with, but not specific to, commercial solvents. The second letter, written after a telephone conversation of which there is no record, calls the same residue an accelerant without any qualification.",
 "Inspector Dora Fennimore, who reviewed the case in the spring, drew up a table of every sighting of the van. Of the seven witnesses who mentioned a vehicle at all, two had described it as white, one as a flatbed, and one had withdrawn her account before the trial. The remaining three gave their statements on the same afternoon, in the same room, within the hearing of one another.",
 "The hearing on the motion lasted two days. Counsel for the petitioner, Ms. Ingrid Halvorsen, called the retired foreman, who testified that the rear gate of the depot had been chained since the previous winter and that the key was kept in a tin on his own desk. Nobody had asked him about it before. He had assumed, he said, that somebody would have looked at the gate.",
 "On cross-examination the state suggested that his memory had been refreshed by a newspaper article. He answered that he did not take a newspaper, that he had been a self-employed locksmith before he came to the depot, and that a man who has fitted four hundred chains is unlikely to forget the one which he was told would never be opened again.",
 "The telephone records, obtained only after a second subpoena, show eleven calls from the precinct to the number of the confidential informant in the week before the arrest. None of these calls is mentioned in the affidavit that supported the warrant. The affidavit says instead that the informant came forward of his own accord, and that he had no interest whatever in the outcome of the proceedings.",
 "It must be said that the evidence against the other suspect was never strong. He had been released from the county jail nine days before the fire, he owned a van of approximately the right description, and his brother-in-law rented a garage behind the depot; but these circumstances prove opportunity and nothing further. The point is that they were known, written down, filed, and not disclosed.",
 "The judge who denied the first petition considered the withheld report cumulative, since the jury had heard that other vehicles were in the neighbourhood. The court of appeals disagreed on the law but found the error harmless. Neither opinion discusses the memorandum of the fourteenth of March, in which an assistant prosecutor advises a colleague that the report should be kept in the working file and out of the discovery file.",
 "Mr. Quill has now served thirteen years. He has declined two offers that would have set him free in exchange for an admission, explaining in a letter to his sister that an admission is a kind of statement as well, and that there have been enough untrue statements in the matter already. The letter is among the papers that the clinic received last autumn, together with the blue book, which the depot's successor had stored in a basement.",
 "The entries of the blue book for the night in question are brief. They record the arrival of a coal lorry at half past nine, a broken lamp on the eastern stair, and the departure of the last workman at ten minutes to eleven. Between that time and the alarm nothing is entered, which according to the foreman's instructions meant that nothing had come through either gate.",
]
NAMES = [("Ada Moon", "Clara Winterbourne"), ("Bo Marsh", "Piet Overstreet"), ("Tobias Quill", "Jonah Applegarth"),
         ("Mr. Quill", "Mr. Applegarth"), ("Dora Fennimore", "Ruth Castellane"), ("Ingrid Halvorsen", "Mercy Oduya"),
         ("Lantern Street", "Harbour Lane"), ("blue book", "green register"), ("thirteen", "seventeen"), ("eleven", "fifteen"),
         ("Thursday", "Saturday"), ("grey van", "brown lorry"), ("sister", "daughter"), ("basement", "warehouse")]
def varied(p):
    for a, b in NAMES: p = p.replace(a, b)
    return p
HEADS = ["The depot and its ledger", "Two statements", "The hearing", "What was withheld"]
NOTES = {1: "The pencilled statement is described in the inventory of the third box, sheet forty.",
         4: "See the table at the end of the inspector's review, which the state has not disputed.",
         8: "The memorandum bears no file number; a copy was found in the folder marked miscellaneous."}

def body(double=True):
    """(kind, text) in order: heading, paragraph; notes by paragraph."""
    out = []
    ps = PARAGRAPHS + ([varied(p) for p in PARAGRAPHS] if double else [])
    for i, p in enumerate(ps):
        if i % 3 == 0 and i // 3 < len(HEADS): out.append(("h", HEADS[i // 3], None))
        out.append(("p", p, NOTES.get(i)))
    return out

def truth(items, title=True):
    return "\n\n".join(([TITLE] if title else []) + [t for _, t, _ in items]) + "\n"

def tex_escape(s): return s.replace("&", "\\&").replace("%", "\\%").replace("$", "\\$").replace("#", "\\#")

def latex(name, options, pre, items, title_cmd):
    src = ["\\documentclass[%s]{article}" % options, "\\usepackage{fancyhdr}",
           "\\pagestyle{fancy}\\fancyhf{}\\fancyhead[L]{Lantern Street review}\\fancyhead[R]{Confidential draft}\\fancyfoot[C]{\\thepage}",
           "\\setcounter{secnumdepth}{0}\\pdfinfoomitdate=1\\pdftrailerid{}\\pdfsuppressptexinfo=-1", pre, "\\begin{document}", title_cmd]
    for kind, text, note in items:
        if kind == "h": src.append("\\section{%s}" % tex_escape(text))
        else: src.append(tex_escape(text) + ("\\footnote{%s}" % tex_escape(note) if note else "") + "\n")
    src.append("\\end{document}")
    with tempfile.TemporaryDirectory() as d:
        open(d + "/t.tex", "w").write("\n".join(src))
        for _ in range(2):
            subprocess.run(["pdflatex", "-interaction=batchmode", "t.tex"], cwd=d, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "SOURCE_DATE_EPOCH": "0"})
        shutil.copy(d + "/t.pdf", f"{OUT}/{name}.pdf")

def xml(s): return s.replace("&", "&amp;").replace("<", "&lt;")

def office(name, columns, items):
    note_n = [0]
    def para(kind, text, note):
        if kind == "h": return f'<text:h text:style-name="Head" text:outline-level="1">{xml(text)}</text:h>'
        n = ""
        if note:
            note_n[0] += 1
            n = (f'<text:note text:id="ftn{note_n[0]}" text:note-class="footnote"><text:note-citation>{note_n[0]}</text:note-citation>'
                 f'<text:note-body><text:p text:style-name="Note">{xml(note)}</text:p></text:note-body></text:note>')
        return f'<text:p text:style-name="Body">{xml(text)}{n}</text:p>'
    inner = "".join(para(*i) for i in items)
    if columns == 2: inner = f'<text:section text:style-name="Two" text:name="s">{inner}</text:section>'
    doc = f'''<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:style style:name="Title" style:family="paragraph"><style:paragraph-properties fo:text-align="center" fo:margin-bottom="0.5cm"/><style:text-properties fo:font-size="20pt" fo:font-weight="bold" fo:font-family="Liberation Sans"/></style:style>
<style:style style:name="Head" style:family="paragraph"><style:paragraph-properties fo:margin-top="0.4cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"/><style:text-properties fo:font-size="14pt" fo:font-weight="bold" fo:font-family="Liberation Sans"/></style:style>
<style:style style:name="Body" style:family="paragraph"><style:paragraph-properties fo:text-align="justify" fo:margin-bottom="0.25cm" fo:orphans="2" fo:widows="2"/><style:text-properties fo:font-size="11pt" fo:font-family="Liberation Serif" fo:language="en" fo:country="GB" fo:hyphenate="true" fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"/></style:style>
<style:style style:name="Note" style:family="paragraph"><style:text-properties fo:font-size="9pt" fo:font-family="Liberation Serif"/></style:style>
<style:style style:name="Small" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-size="9pt" fo:font-family="Liberation Sans"/></style:style>
<text:notes-configuration text:note-class="footnote" style:num-format="1" text:start-value="0" text:footnotes-position="page" text:start-numbering-at="document"/>
</office:styles>
<office:automatic-styles>
<style:style style:name="Two" style:family="section"><style:section-properties><style:columns fo:column-count="2" fo:column-gap="0.6cm"/></style:section-properties></style:style>
<style:page-layout style:name="pl"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="1.5cm" fo:margin-bottom="1.5cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm"/><style:header-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-bottom="0.5cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.5cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pl">
<style:header><text:p text:style-name="Small">Review of the Lantern Street file</text:p></style:header>
<style:footer><text:p text:style-name="Small">Page <text:page-number text:select-page="current">1</text:page-number> of <text:page-count>1</text:page-count></text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text><text:p text:style-name="Title">{TITLE}</text:p>{inner}</office:text></office:body></office:document>'''
    with tempfile.TemporaryDirectory() as d:
        open(f"{d}/{name}.fodt", "w").write(doc)
        subprocess.run(["soffice", f"-env:UserInstallation=file://{d}/p", "--headless", "--convert-to", "pdf", "--outdir", OUT, f"{d}/{name}.fodt"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

def browser(name, columns, items):
    notes, parts = [], []
    for kind, text, note in items:
        if kind == "h": parts.append(f"<h2>{xml(text)}</h2>")
        else: parts.append(f"<p>{xml(text)}</p>")
    css = "column-count:2;column-gap:9mm;" if columns == 2 else ""
    page = f'''<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title><style>@page{{size:A4;margin:22mm}}
body{{font:11pt/1.35 "Liberation Serif",serif;text-align:justify;hyphens:auto}}h1,h2{{font-family:"Liberation Sans",sans-serif}}main{{{css}}}</style></head><body><h1>{TITLE}</h1><main>{"".join(parts)}</main></body></html>'''
    with tempfile.TemporaryDirectory() as d:
        open(f"{d}/{name}.html", "w").write(page)
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={d}/p", f"--print-to-pdf={OUT}/{name}.pdf", f"file://{d}/{name}.html"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

def make(name, run):
    if not ONLY or name in ONLY: run(name)

def measured(items):
    def save(name): open(f"{OUT}/{name}.txt", "w").write(truth(items))
    return save

long, short = body(), body(False)
TITLE_TEX = "\\begin{center}{\\LARGE %s}\\end{center}" % TITLE
JOBS = [
 ("latex-one-column", lambda n: latex(n, "11pt,a4paper", "", long, TITLE_TEX), long),
 ("latex-two-columns", lambda n: latex(n, "10pt,twocolumn,letterpaper", "", long, "\\twocolumn[%s\\bigskip]" % TITLE_TEX), long),
 ("office-one-column", lambda n: office(n, 1, long), long),
 ("office-two-columns", lambda n: office(n, 2, long), long),
 ("browser-one-column", lambda n: browser(n, 1, long), long),
 ("browser-two-columns", lambda n: browser(n, 2, long), long),
]
os.makedirs(OUT, exist_ok=True)
for name, run, items in JOBS:
    make(name, run)
    make(name, measured(items))
