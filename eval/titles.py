"""What suites, figures and parts are called, Japanese first and English beside it."""

TITLES = {
    "novelty": "新規性 / novelty",
    "stream": "時系列の新規性(労働災害) / stream of industrial accidents",
    "similar": "類似事例 / similar cases",
    "graded": "段階つき類似(労働災害) / graded likeness of industrial accidents",
    "pairs": "同じ出来事か同じ種類か(ニュース) / same event or same kind (news)",
    "simja": "日本語文の類似 / likeness of Japanese sentences",
    "hostile": "紛れ込ませた指示文 / planted instructions",
    "calibration": "確率の当たり具合 / calibration",
    "recurrence": "再発の警報 / recurrence alarm",
    "auroc": "AUROC",
    "average_precision": "平均適合率 / AP",
    "found_at_10_percent": "上位10%で発見 / found in top 10 %",
    "recall_at_1": "R@1",
    "recall_at_5": "R@5",
    "recall_at_10": "R@10",
    "mrr": "MRR",
    "ndcg_at_10": "nDCG@10",
    "top_1": "首位が同種 / top-1",
    "precision_at_1": "P@1",
    "mean_average_precision": "MAP",
    "spearman_jsts": "JSTS ρ",
    "spearman_jsick": "JSICK ρ",
    "ece": "ECE ↓",
    "ece_by_fifths": "五分位ECE / by fifths ↓",
    "brier": "Brier ↓",
    "precision": "正しい警報 / alarms that were right",
    "precision_of_named": "正しい教訓 / lessons named rightly",
    "recall": "再発の発見 / repeats alarmed",
    "flag_flips": "判定の反転 / flag flips ↓",
    "score_change": "値の変化 / score change ↓",
    "nearest_changed": "最近傍の交代 / nearest changed ↓",
    "neighbours_changed": "近傍10件の交代 / of 10 neighbours ↓",
    "summary_follows": "要約への混入 / taken up by summaries ↓",
    "anonymise": "識別子の検出 / detection of identifiers",
    "attacker": "漏えい(攻撃者の的中) / leak: what an attacker names",
    "loss": "匿名化の損失 / loss by anonymising",
    "carrier_named": "事業者を的中 / carrier named ↓",
    "named_by_ours": "自前の攻撃者が的中 / named by ours ↓",
    "held_back": "出せない文 / held back ↓",
    "covered": "全体を覆った人名 / names covered",
    "exact": "範囲の一致した人名 / exact",
    "touched": "触れた人名 / touched",
    "masked": "種別を問わず隠れた人名 / masked",
    "named": "何かの固有名だった検出 / finds that are names",
}
"""What suites and figures are called; an arrow marks those of which less is better."""
_OF_A_SET = {
    "precision": "人名だった検出 / precision",
    "exact_precision": "範囲も一致した検出 / exact precision",
    "all_recall": "全種別の再現率 / recall, all labels",
    "all_precision": "全種別の適合率 / precision, all labels",
    "all_exact_recall": "全種別の一致再現率 / exact recall, all labels",
    "all_exact_precision": "全種別の一致適合率 / exact precision, all labels",
}
"""Figures of one set, which elsewhere are called otherwise: ``ner_wikipedia_ja.precision``."""
PARTS = {
    "told": "記載あり / told",
    "not told": "記載なし / not told",
    "trigger": "契機 / trigger",
    "cause": "原因 / cause",
    "equipment": "設備 / equipment",
    "function": "機能 / function",
    "propagation": "波及 / propagation",
    "detection": "検知 / detection",
    "recovery": "復旧 / recovery",
    "prolonging": "長期化 / prolonging",
    "notice": "周知 / notice",
    "barrier": "歯止め / barrier",
    "activity": "作業 / activity",
    "effect": "影響 / effect",
    "date alone": "日付だけ / date alone",
    "share so far": "それまでの割合 / share so far",
    "harmless sentences": "無害な文 / harmless sentences",
    "country": "国 / country",
    "cause class": "原因区分 / cause class",
    "ours ja": "自作の日本語 / our own in Japanese",
    "bipia": "BIPIA",
    "purplellama": "PurpleLlama",
    "at the start": "冒頭 / at the start",
    "at the middle": "中ほど / at the middle",
    "at the end": "末尾 / at the end",
    "perfectly calibrated": "完全に正しい確率の偶然 / perfectly calibrated, by chance",
}
"""What the parts of a group are called."""


def title_of(name: str) -> str:
    """What the suite or figure `name` is called, with the set, language or grain it is of."""
    if name in TITLES:
        return TITLES[name]
    of, dot, figure = name.rpartition(".")
    if dot:
        return f"{of} {_OF_A_SET.get(figure) or title_of(figure)}"
    figure, _, of = name.partition(" ")
    return f"{TITLES.get(figure, figure)} {of}".strip()
