"""The pathways that immunomodulators interrupt, as steps on a grid: textbook knowledge, no drug is named here.

A drug appears at a step because its recorded target shares a gene with it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """A station of a pathway at a row and a column (0 or 1), and the genes whose products act there."""

    name: str
    row: int
    column: int
    genes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pathway:
    """Steps by a short id, and the arrows between them. `summary` says in words what the picture shows."""

    id: str
    title: str
    summary: str
    steps: dict[str, Step]
    arrows: tuple[tuple[str, str], ...]


def _at(name: str, row: int, column: int, genes: str = "") -> Step:
    return Step(name, row, column, frozenset(genes.split()))


PATHWAYS = (
    Pathway(
        "t-cell-activation",
        "How a T cell is activated",
        "Antigen gives the first signal through the T-cell receptor and calcineurin, CD80 and CD86 the second "
        "through CD28; interleukin-2 then drives division through JAK and mTOR, which needs new nucleotides.",
        {
            "receptor": _at("T-cell receptor and CD3", 0, 0, "CD3D CD3E CD3G"),
            "b7": _at("CD80 and CD86 bind CD28", 0, 1, "CD80 CD86 CD28 CTLA4"),
            "calcineurin": _at("Calcineurin", 1, 0, "PPP3CA PPP3R1"),
            "il2": _at("NFAT: interleukin-2 gene", 2, 0),
            "cd25": _at("Interleukin-2 receptor", 2, 1, "IL2RA"),
            "jak": _at("JAK1 and JAK3", 3, 1, "JAK1 JAK3"),
            "mtor": _at("mTOR complex 1", 4, 1, "MTOR"),
            "division": _at("Nucleotides for division", 4, 0, "IMPDH1 IMPDH2 DHODH PPAT"),
        },
        (("receptor", "calcineurin"), ("calcineurin", "il2"), ("b7", "cd25"), ("il2", "cd25"), ("cd25", "jak"),
         ("jak", "mtor"), ("mtor", "division")),
    ),
    Pathway(
        "nucleotide-synthesis",
        "Purine and pyrimidine synthesis",
        "Dividing lymphocytes make nucleotides anew: purines by way of IMP to GMP, pyrimidines by way of "
        "dihydroorotate to UMP and, with reduced folate, to dTMP.",
        {
            "prpp": _at("PRPP amidotransferase", 0, 0, "PPAT"),
            "orotate": _at("Dihydroorotate dehydrogenase", 0, 1, "DHODH"),
            "imp": _at("AICAR to IMP", 1, 0, "ATIC"),
            "ump": _at("UMP, then dUMP", 1, 1),
            "gmp": _at("IMP dehydrogenase: GMP", 2, 0, "IMPDH1 IMPDH2"),
            "folate": _at("Dihydrofolate reductase: dTMP", 2, 1, "DHFR TYMS"),
            "dna": _at("DNA of dividing cells", 3, 0, "POLA1 RRM1 TOP2A"),
        },
        (("prpp", "imp"), ("imp", "gmp"), ("orotate", "ump"), ("ump", "folate"), ("gmp", "dna"),
         ("folate", "dna")),
    ),
    Pathway(
        "jak-stat",
        "JAK-STAT signaling",
        "A cytokine joins its receptor chains, the Janus kinases bound to them phosphorylate STAT, and STAT "
        "pairs enter the nucleus.",
        {
            "il6": _at("Interleukin-6 receptor", 0, 0, "IL6 IL6R IL6ST"),
            "ifn": _at("Type I interferon receptor", 0, 1, "IFNAR1 IFNAR2"),
            "jak12": _at("JAK1 and JAK2", 1, 0, "JAK1 JAK2"),
            "tyk2": _at("JAK1 and TYK2", 1, 1, "JAK1 TYK2"),
            "stat": _at("STAT phosphorylated", 2, 0),
            "genes": _at("Acute-phase and interferon genes", 3, 0),
        },
        (("il6", "jak12"), ("ifn", "tyk2"), ("jak12", "stat"), ("tyk2", "stat"), ("stat", "genes")),
    ),
    Pathway(
        "complement",
        "Terminal complement",
        "C3 convertase leads to C5 convertase; C5 is split into C5a, which draws neutrophils, and C5b, which "
        "starts the membrane attack complex.",
        {
            "c3": _at("C3 and its convertase", 0, 0, "C3 CFB CFD"),
            "c5": _at("C5", 1, 0, "C5"),
            "c5a": _at("C5a receptor on neutrophils", 2, 1, "C5AR1"),
            "mac": _at("Membrane attack complex", 2, 0),
            "lysis": _at("Lysis of cells and of Neisseria", 3, 0),
        },
        (("c3", "c5"), ("c5", "c5a"), ("c5", "mac"), ("mac", "lysis")),
    ),
    Pathway(
        "tnf",
        "Tumor necrosis factor-α",
        "Macrophages release TNF-α; its receptors turn on NF-κB, which glucocorticoids also hold back, and "
        "keep granulomas together.",
        {
            "macrophage": _at("Macrophage", 0, 0),
            "tnf": _at("TNF-α", 1, 0, "TNF LTA"),
            "nfkb": _at("NF-κB in the nucleus", 2, 0, "NR3C1"),
            "granuloma": _at("Granuloma is kept", 2, 1),
            "flame": _at("IL-1, IL-6, adhesion molecules", 3, 0, "IL1R1 IL1B IL1A IL6 IL6R"),
        },
        (("macrophage", "tnf"), ("tnf", "nfkb"), ("tnf", "granuloma"), ("nfkb", "flame")),
    ),
    Pathway(
        "il-12-23-17",
        "Interleukin-12, -23 and -17",
        "Dendritic cells make interleukin-12 for Th1 cells and interleukin-23 for Th17 cells; both share the "
        "p40 chain. Th17 cells act on skin and joints through interleukin-17.",
        {
            "dendritic": _at("Dendritic cell", 0, 0),
            "il12": _at("Interleukin-12 (p35, p40)", 1, 0, "IL12A IL12B"),
            "il23": _at("Interleukin-23 (p19, p40)", 1, 1, "IL23A IL12B"),
            "th1": _at("Th1 cell: interferon-γ", 2, 0, "IFNG"),
            "th17": _at("Th17 cell: interleukin-17", 2, 1, "IL17A IL17F"),
            "keratinocyte": _at("Interleukin-17 receptor", 3, 1, "IL17RA"),
        },
        (("dendritic", "il12"), ("dendritic", "il23"), ("il12", "th1"), ("il23", "th17"),
         ("th17", "keratinocyte")),
    ),
    Pathway(
        "type-2-inflammation",
        "Type 2 inflammation",
        "Epithelium calls through TSLP; Th2 cells answer with interleukin-4, -5 and -13, which bring IgE, "
        "mast cells and eosinophils.",
        {
            "epithelium": _at("Epithelium: TSLP", 0, 0, "TSLP"),
            "th2": _at("Th2 cell", 1, 0),
            "il4": _at("Interleukin-4 and -13", 2, 0, "IL4R IL13 IL4"),
            "il5": _at("Interleukin-5", 2, 1, "IL5"),
            "ige": _at("IgE on mast cells", 3, 0, "IGHE"),
            "eosinophil": _at("Eosinophil", 3, 1, "IL5RA"),
        },
        (("epithelium", "th2"), ("th2", "il4"), ("th2", "il5"), ("il4", "ige"), ("il5", "eosinophil")),
    ),
    Pathway(
        "checkpoints",
        "Immune checkpoints",
        "Two brakes hold T cells back: CTLA-4 where they are primed, PD-1 where they meet the tumor. "
        "Releasing a brake frees them against the tumor and against the body.",
        {
            "priming": _at("CTLA-4 in the lymph node", 0, 0, "CTLA4"),
            "tumor": _at("PD-L1 on the tumor", 0, 1, "CD274"),
            "pd1": _at("PD-1 on the T cell", 1, 1, "PDCD1"),
            "tcell": _at("T cell is held back", 2, 0),
        },
        (("priming", "tcell"), ("tumor", "pd1"), ("pd1", "tcell")),
    ),
)  # fmt: skip
