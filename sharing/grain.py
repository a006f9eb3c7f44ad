"""Grains (粒度): how much of a case a reader gets."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.identifiers.identifier import IdentifierKind


class Grain(StrEnum):
    """How much is told, most first."""

    FULL = "full"  # 原文
    COMMITTEE = "committee"  # 検証会議
    DESIGNATED = "designated"  # 指定公共機関
    CARRIERS = "carriers"  # 事業者
    WHOLESALE = "wholesale"  # 卸先
    PUBLIC = "public"  # 公表


class Treatment(StrEnum):
    """What becomes of an identifier."""

    KEEP = "keep"  # そのまま
    PLACEHOLDER = "placeholder"  # 〔事業者A〕
    MONTH = "month"  # 年月
    QUARTER = "quarter"  # 四半期
    FISCAL_YEAR = "fiscal_year"  # 年度
    DAYPART = "daypart"  # 時間帯
    BAND = "band"  # 区分
    WIDE_BAND = "wide_band"  # 大きな区分
    PREFECTURE = "prefecture"  # 都道府県
    REGION = "region"  # 地方
    COUNTRY = "country"  # 国
    DROP = "drop"  # 削る


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What becomes of each kind of identifier in one grain."""

    treatments: Mapping[IdentifierKind, Treatment]

    def treatment_of(self, kind: IdentifierKind) -> Treatment:
        """What becomes of an identifier of `kind`; one without a rule gets a placeholder."""
        return self.treatments.get(kind, Treatment.PLACEHOLDER)

    def with_treatment(self, kind: IdentifierKind, treatment: Treatment) -> "Policy":
        """This policy with another treatment of `kind`."""
        return replace(self, treatments={**self.treatments, kind: treatment})
