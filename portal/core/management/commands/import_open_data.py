"""Import agencies, facilities or events from a known CSV profile."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, IntegrityError

from portal.core.open_data.importing import Result, Sink, import_file, unheard
from portal.core.open_data.problems import Problem, UnreadableFile
from portal.core.open_data.profile import Profile, UnknownProfile, load_profile, profile_names
from portal.core.open_data.registry import NotReady
from portal.core.open_data.report import report_file

SHOWN: Final = 20
"""Problems that are printed; all of them stand in the report file."""


class Command(BaseCommand):
    """Reads any encoding, imports everything good, reports everything bad, leaves nothing half-written."""

    help = "オープンデータのCSVファイルを取り込みます。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("profile", metavar="PROFILE", help=f"データ形式：{'、'.join(profile_names())}")
        parser.add_argument("file", metavar="FILE", help="CSVファイル")
        parser.add_argument("--dry-run", action="store_true", help="確かめるだけで、取り込みません。")
        parser.add_argument("--json", action="store_true", help="件数をJSONで表示します。")
        parser.add_argument("--report", metavar="FILE.csv", help="問題のあった欄の一覧をこのCSVに書きます。")

    def handle(self, *args: Any, **options: Any) -> None:
        profile = self._profile(options["profile"])
        problems = _Problems()
        _refuse_to_overwrite(options["report"], options["file"])
        with _report(options["report"]) as write:

            def heard(problem: Problem) -> None:
                problems(problem)
                write(problem)

            result = self._import(profile, Path(options["file"]), options["dry_run"], heard)
        if options["json"]:
            self.stdout.write(json.dumps(result.as_dict()))
        else:
            self._tell(profile, result, problems, options["dry_run"])

    def _profile(self, name: str) -> Profile:
        try:
            return load_profile(name)
        except UnknownProfile as error:
            known = "、".join(profile_names())
            raise CommandError(f"「{name}」というデータ形式はありません。使えるデータ形式：{known}。") from error

    def _import(self, profile: Profile, path: Path, dry_run: bool, report: Sink) -> Result:
        try:
            return import_file(profile, path, dry_run=dry_run, report=report)
        except UnreadableFile as error:
            raise CommandError(f"{path.name}を読み込めません。{error}") from error
        except NotReady as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(_what_the_database_says(error)) from error
        except KeyboardInterrupt as error:
            raise CommandError("途中で止めました。何も取り込んでいません。") from error

    def _tell(self, profile: Profile, result: Result, problems: "_Problems", dry_run: bool) -> None:
        self.stdout.write(f"データ形式：{profile.title}（文字コード：{result.table.encoding}）")
        if not profile.verified:
            self.stdout.write("このデータ形式は試験的なものです。結果をよく確かめてください。")
        if result.table.ignored:
            self.stdout.write(f"使わなかった列：{'、'.join(result.table.ignored)}")
        for problem in problems.first:
            self.stdout.write(_line(problem))
        if problems.count > len(problems.first):
            self.stdout.write(
                f"ほか{problems.count - len(problems.first)}件。すべて見るには --report を使ってください。"
            )
        if dry_run:
            self.stdout.write("確かめただけで、何も取り込んでいません。")
        self.stdout.write(summary(result))


def summary(result: Result) -> str:
    """The last line: how many rows were read and what became of them."""
    counts = result.as_dict()
    return (
        f"読み込んだ行：{counts['rows']}、追加：{counts['added']}、更新：{counts['updated']}、"
        f"変更なし：{counts['unchanged']}、取り込めなかった行：{counts['rejected']}"
    )


class _Problems:
    """Counts the problems and keeps the first of those that cost a row, to be shown."""

    def __init__(self) -> None:
        self.count = 0
        self._rejected: list[Problem] = []
        self._others: list[Problem] = []

    def __call__(self, problem: Problem) -> None:
        self.count += 1
        kept = self._rejected if problem.rejects else self._others
        if len(kept) < SHOWN:
            kept.append(problem)

    @property
    def first(self) -> list[Problem]:
        return (self._rejected + self._others)[:SHOWN]


def _line(problem: Problem) -> str:
    column = f"「{problem.column}」" if problem.column else ""
    value = f"（{problem.shown_value}）" if problem.shown_value else ""
    return f"{problem.line}行目{column}{value}：{problem.reason}{problem.handling.value}。"


def _what_the_database_says(error: DatabaseError) -> str:
    said = str(error).lower()
    if isinstance(error, IntegrityError) or "locked" in said or "deadlock" in said:
        return (
            "ほかの取り込みや保存と重なったため、何も取り込んでいません。しばらくしてから、もう一度取り込んでください。"
        )
    if "no such" in said or "does not exist" in said or "has no column" in said:
        return "データベースの準備ができていません。先に「manage.py migrate」を実行してください。"
    return f"データベースに書き込めないため、何も取り込んでいません（{error}）。"


def _refuse_to_overwrite(report: str | None, file: str) -> None:
    if report is not None and Path(report).resolve() == Path(file).resolve():
        raise CommandError("報告ファイルが取り込むファイルと同じです。別の名前にしてください。")


@contextmanager
def _report(path: str | None) -> Iterator[Sink]:
    if path is None:
        yield unheard
        return
    try:
        with report_file(Path(path)) as write:
            yield write
    except OSError as error:
        raise CommandError(f"報告ファイル{path}に書き込めません。") from error
