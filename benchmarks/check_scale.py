"""How long a check takes as a dossier grows: positions spread over many sheets, each with its quote.

    python benchmarks/check_scale.py [SHEETS] [POSITIONS_A_SHEET]

The default, 500 sheets of 20 positions, is a year of work of a coding team.
"""

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DETENTE = str(Path(sys.executable).parent / "detente")
PARTIES, ISSUES, OPTIONS = 40, 60, 4


def write_dossier(folder: Path, sheets: int, positions: int) -> None:
    """A dossier with parties, issues and sheets of invented positions, the same on every run."""
    chance = random.Random(20250519)  # noqa: S311 - a benchmark needs no secrets
    (folder / "sources").mkdir(parents=True)
    lines = [
        "detente: 1",
        "id: large",
        "title: A large dossier",
        "principals: [party-0, party-1]",
        "parties:",
    ]
    lines += [f"  party-{i}: {{label: Party {i}}}" for i in range(PARTIES)]
    lines.append("issues:")
    for i in range(ISSUES):
        lines += [f"  issue-{i}:", f"    question: What is decided on issue {i}?", "    options:"]
        lines += [
            f"      option-{i}-{j}: {{label: Option {j} of issue {i}}}" for j in range(OPTIONS)
        ]
    (folder / "dossier.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for number in range(sheets):
        text, sheet = [], [f"source: {{text: text-{number}.txt, language: en}}", "positions:"]
        for k in range(positions):
            party, issue = chance.randrange(PARTIES), chance.randrange(ISSUES)
            option = chance.randrange(OPTIONS)
            quote = f"Party {party} proposed option {option} on issue {issue}, as item {k} of report {number}"
            text.append(f"{quote}. Nothing else was said in this place.")
            sheet += [
                f"  - id: position-{number}-{k}",
                f"    holder: party-{party}",
                f"    issue: issue-{issue}",
                "    act: propose",
                f"    option: option-{issue}-{option}",
                "    firmness: stated",
                "    confidence: 0.9",
                "    evidence:",
                f"      - {{quote: '{quote}', mode: narrator}}",
            ]
        (folder / "sources" / f"text-{number}.txt").write_text("\n".join(text), encoding="utf-8")
        (folder / "sources" / f"text-{number}.yaml").write_text(
            "\n".join(sheet) + "\n", encoding="utf-8"
        )


def main() -> None:
    """Prints the seconds that a whole ``detente check`` takes."""
    sheets, positions = (int(argument) for argument in (sys.argv[1:3] or ("500", "20")))
    with tempfile.TemporaryDirectory() as folder:
        dossier = Path(folder) / "large"
        write_dossier(dossier, sheets, positions)
        start = time.perf_counter()
        done = subprocess.run(
            [DETENTE, "check", "-g", str(dossier)], capture_output=True, text=True
        )
        seconds = time.perf_counter() - start
    print(done.stdout.strip() or done.stderr.strip()[:400])
    print(f"{sheets * positions:,} positions over {sheets} sheets: {seconds:.1f} s, whole process")


if __name__ == "__main__":
    main()
