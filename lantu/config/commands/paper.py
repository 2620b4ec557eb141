"""`lantu paper`: a paper of a document's record, by its number or its verification code."""

import argparse
import sys
from pathlib import Path
from typing import Any

from lantu.config.start import start


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("document", metavar="文号或核验码", help="照文书上写的抄录")
    parser.add_argument("--matrix", action="store_true", help="只要综合意见所附的意见汇总表")
    parser.add_argument("--docx", action="store_true", help="可编辑的 DOCX，缺省为 PDF/A-3b")
    parser.add_argument("--out", type=Path, metavar="文件", help="写到哪个文件，缺省为“文号.pdf”")
    parser.add_argument("--force", action="store_true", help="文件已在时覆盖")


def run(arguments: argparse.Namespace) -> int:
    """Write the paper: 0 written, 2 there is none or it cannot be written."""
    start()
    from lantu.foundations.documents.queries import document_named, is_intact

    document = document_named(arguments.document)
    if document is None:
        return _fault(
            f"没有文号或核验码为“{arguments.document}”的文书，请对照原件核对；"
            "年份用六角括号〔〕，核验码不分大小写。"
        )
    if not is_intact(document):
        return _fault(f"{document.number} 的记录与签发时的摘要不符，不能出具。请用 lantu journal verify 核验。")  # noqa: E501 # fmt: skip
    made = _made(document, arguments)
    if isinstance(made, str):
        return _fault(made)
    return _written(made, arguments.out or _name(document, arguments), arguments.force)


def _made(document: Any, arguments: argparse.Namespace) -> bytes | str:
    """Return the paper, or the sentence that says why there is none of this form."""
    from lantu.systems.coordination import papers

    if document.kind not in papers.TEMPLATES:
        return f"{document.number} 这一种文书没有版式，不能打印。"
    if not arguments.matrix and arguments.docx:
        draft = papers.document_docx(document)
        return draft or f"{document.number} 没有可编辑的代拟稿，请去掉 --docx。"
    if not arguments.matrix:
        return papers.document_pdf(document)
    if document.kind != papers.OVERALL_OPINION:
        return f"{document.number} 不是综合意见，没有意见汇总表。请去掉 --matrix。"
    return papers.matrix_docx(document) if arguments.docx else papers.matrix_pdf(document)


def _name(document: Any, arguments: argparse.Namespace) -> Path:
    part = "意见汇总表" if arguments.matrix else ""
    return Path(f"{document.number}{part}.{'docx' if arguments.docx else 'pdf'}")


def _written(made: bytes, file: Path, force: bool) -> int:
    try:
        with file.open("wb" if force else "xb") as opened:
            opened.write(made)
    except FileExistsError:
        return _fault(f"文件 {file} 已在，未作改动；要覆盖请加 --force。")
    except OSError as error:
        return _fault(f"写不了 {file}：{error.strerror}。请换一个能写的位置。")
    print(f"已写出 {file}。")
    return 0


def _fault(words: str) -> int:
    print(words, file=sys.stderr)
    return 2
