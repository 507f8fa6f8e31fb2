"""Where the program that judges HTML is: Node's, so a machine may be without it."""

from tests.processes import ROOT

PROGRAM = ROOT / "node_modules" / ".bin" / "html-validate"
MISSING = "No html-validate was found: install Node and npm, then run npm ci."
