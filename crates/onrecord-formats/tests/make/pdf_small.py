#!/usr/bin/env python3
"""Makes the locked PDF files and the one with accents in two glyphs: python3 pdf_small.py FOLDER

Needs qpdf and pdflatex.
"""
import os, subprocess, sys, tempfile

OUT = os.path.abspath(sys.argv[1])
SAID = "BT /F 12 Tf 72 700 Td (Ada Moon signed the ledger.) Tj ET"
OBJECTS = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
    f"<</Length {len(SAID)}>>stream\n{SAID}\nendstream",
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
]
LOCKS = {
    "locked-256": ["--encrypt", "reader", "owner", "256", "--"],
    "owner-only-256": ["--encrypt", "", "owner", "256", "--"],
    "owner-only-128": ["--allow-weak-crypto", "--encrypt", "", "owner", "128", "--use-aes=y", "--"],
    "owner-only-40": ["--allow-weak-crypto", "--encrypt", "", "owner", "40", "--"],
}
# The default fonts of LaTeX have no letters with accents: it paints two glyphs.
ACCENTS = r"""\documentclass{article}\pagestyle{empty}
\pdfinfoomitdate=1\pdftrailerid{}\pdfsuppressptexinfo=-1
\begin{document}
Jos\'e Sm\"uller and Zo\"e met \'Elise Nov\'ak, \AA sa \v{C}apek and Fran\c{c}ois Bront\"e in Malm\"o; na\"\i ve P\`ere Ole\~na said so.
\end{document}
"""


def plain(path):
    out, offsets = "%PDF-1.7\n", []
    for number, body in enumerate(OBJECTS, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(OBJECTS) + 1}\n0000000000 65535 f \n"
    out += "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    out += f"trailer\n<</Size {len(OBJECTS) + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n"
    open(path, "w").write(out)


os.makedirs(OUT, exist_ok=True)
with tempfile.TemporaryDirectory() as folder:
    plain(f"{folder}/plain.pdf")
    for name, lock in LOCKS.items():
        subprocess.run(["qpdf", "--static-id", "--static-aes-iv", *lock, f"{folder}/plain.pdf", f"{OUT}/{name}.pdf"], check=True)
    open(f"{folder}/accents.tex", "w").write(ACCENTS)
    subprocess.run(["pdflatex", "-interaction=batchmode", "accents.tex"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["qpdf", "--object-streams=generate", "--recompress-flate", "--compression-level=9", "--deterministic-id",
                    f"{folder}/accents.pdf", f"{OUT}/latex-accents.pdf"], check=True)
