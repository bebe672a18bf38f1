"""``document``: the printed forms, their samples, and a form rendered from a file of data. No database is asked.

Exit codes: 0 done · 2 wrong use · 3 no such form · 65 the data do not fit the form, or a character cannot be printed ·
66 the file cannot be read.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from app.core.errors import FengqiaoError
from app.rendering import services
from app.rendering.errors import UnknownForm
from app.rendering.queries import all_forms, sample_keys

NO_FORM, DATA_ERROR, NO_INPUT = 3, 65, 66
LOCAL_ADDRESS = "http://localhost:8000"


@click.group()
def document() -> None:
    """Printed forms."""


@document.command("list")
@click.option("--json", "as_json", is_flag=True, help="print one JSON array")
def list_forms(*, as_json: bool) -> None:
    """List every form: code, kind, version, name, who signs."""
    rows = [
        {
            "code": form.code,
            "kind": form.kind.value,
            "version": form.version,
            "name": str(form.name),
            "signers": [str(signer) for signer in form.signers],
            "samples": list(sample_keys(form.code)),
        }
        for form in all_forms()
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(f"{row['code']}  {row['kind']}  v{row['version']}  {row['name']}")


@document.command("render")
@click.argument("form")
@click.option("--sample", is_flag=True, help="use the fictional sample; D35:reject names a variant")
@click.option("--data", "source", type=click.Path(dir_okay=False, path_type=Path), help="JSON file of the form's data")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
def render(form: str, source: Path | None, out: Path, *, sample: bool) -> None:
    """Render FORM to a PDF: its sample, or a draft from a file of data.

    Exit codes: 0 done, 2 wrong use, 3 unknown form, 65 data or characters that cannot be printed, 66 unreadable file.
    """
    if sample == (source is not None):
        raise click.UsageError("give either --sample or --data FILE")
    try:
        if source is None:
            pdf = services.render_sample(form)
        else:
            pdf = services.render_preview(form, json.loads(source.read_text(encoding="utf-8")))
    except FengqiaoError as refusal:
        _refuse(str(refusal.message), NO_FORM if isinstance(refusal, UnknownForm) else DATA_ERROR)
    except OSError:
        _refuse(f"{source}: cannot be read", NO_INPUT)
    except ValueError as fault:
        _refuse(f"{source}: {fault}", DATA_ERROR)
    out.write_bytes(pdf)
    click.echo(f"{out}  {len(pdf) // 1024} kB")


@document.command("samples")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="a folder")
def samples(out: Path) -> None:
    """Write the sample of every form and variant into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    for key in sample_keys():
        path = out / f"{key.replace(':', '-')}.pdf"
        path.write_bytes(services.render_sample(key))
        click.echo(str(path))


def _refuse(sentence: str, code: int) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(code)


if __name__ == "__main__":
    services.use_press(services.Press(os.environ.get("FENGQIAO_PUBLIC_URL", LOCAL_ADDRESS)))
    document(prog_name="document")
