"""What may remain in a PDF: every entry that is drawn, read aloud or found by, and no other.

Source: ISO 32000-2; the numbers at the rules are its sections. What acts (12.6), what is enclosed (7.11.4),
what is played (13) and what nobody named here does not remain.
"""

from dataclasses import dataclass, field
from typing import Union

Entries = dict[str, "Part"]


@dataclass(eq=False)
class Part:
    """One kind of dictionary or stream. An array of it is walked element by element.

    `entries`: its keys and what may stand there; `others`: what may stand at any other key, if any may.
    `streams`: it may have content. `kinds`: what its /Subtype or /S must be, as (key, names).
    """

    name: str
    entries: Entries = field(default_factory=dict)
    others: Union["Part", None] = None
    streams: bool = False
    kinds: tuple[str, frozenset[str]] | None = None

    def at(self, key: str) -> "Part | None":
        """What may stand at this key; None when nothing may."""
        return self.entries.get(key, self.others)

    def add(self, part: "Part", keys: str) -> "Part":
        """Says which kind of value these keys may hold."""
        self.entries |= {f"/{key}": part for key in keys.split()}
        return self


PLAIN = Part("plain")  # numbers, names, strings and arrays of them; no dictionary
PAGE_REFERENCE = Part("page reference")  # a page of this file, and nothing else
WORDS = Part("words", others=PLAIN)

# --- 8 to 11: what is drawn -----------------------------------------------------------------------
DRAWN = Part("drawn", streams=True)
BY_NAME = Part("by name", others=DRAWN)
RESOURCES = Part("resources").add(BY_NAME, "ExtGState ColorSpace Pattern Shading XObject Font Properties")  # fmt: skip
RESOURCES.add(PLAIN, "ProcSet Type")
DRAWN.add(PLAIN, "Type Subtype Length Filter DL Length1 Length2 Length3")
DRAWN.add(DRAWN, "DecodeParms JBIG2Globals")
# Filters (7.4)
DRAWN.add(PLAIN, "Predictor Colors BitsPerComponent Columns EarlyChange K EndOfLine EncodedByteAlign Rows")  # fmt: skip
DRAWN.add(PLAIN, "EndOfBlock BlackIs1 DamagedRowsBeforeError ColorTransform")
# Pictures and forms (8.9, 8.10)
DRAWN.add(PLAIN, "Width Height Intent ImageMask Decode Interpolate SMaskInData Matte")
DRAWN.add(PLAIN, "FormType BBox Matrix StructParent StructParents")
DRAWN.add(DRAWN, "ColorSpace Mask OC").add(RESOURCES, "Resources")
GROUP = Part("group", kinds=("/S", frozenset({"/Transparency"})))
DRAWN.add(GROUP.add(PLAIN, "Type S I K").add(DRAWN, "CS"), "Group")
# Groups, graphics state, soft masks, halftones (11.6.6, 8.4.5, 11.6.5, 10.6.5)
DRAWN.add(DRAWN, "G BG BG2 UCR UCR2 TR TR2 HT TransferFunction SpotFunction Default")
DRAWN.add(PLAIN, "LW LC LJ ML D RI OP op OPM FL SM SA BM CA ca AIS TK BC")
DRAWN.add(PLAIN, "HalftoneType HalftoneName Frequency Angle AccurateScreens Xsquare Ysquare")
# Of a picture (a stream) or of the graphics state (a dictionary with /S)
SOFT_MASK = Part("soft mask", entries=dict(DRAWN.entries), streams=True).add(PLAIN, "S")
DRAWN.add(SOFT_MASK, "SMask")
# Functions and colour (7.10, 8.6)
DRAWN.add(PLAIN, "FunctionType Domain Range C0 C1 N Size BitsPerSample Order Encode Bounds")
DRAWN.add(DRAWN, "Functions Function Alternate Process").add(BY_NAME, "Colorants")
DRAWN.add(PLAIN, "WhitePoint BlackPoint Gamma Components")
# Patterns and shadings (8.7)
DRAWN.add(PLAIN, "PatternType PaintType TilingType XStep YStep ShadingType Background AntiAlias")
DRAWN.add(PLAIN, "Coords Extend BitsPerCoordinate BitsPerFlag VerticesPerRow")
DRAWN.add(DRAWN, "Shading ExtGState")
# Fonts (9.6 to 9.8)
DRAWN.add(PLAIN, "BaseFont FirstChar LastChar Widths DW W DW2 W2 FontMatrix FontBBox Name")
DRAWN.add(DRAWN, "FontDescriptor Encoding ToUnicode DescendantFonts CIDSystemInfo CIDToGIDMap")
DRAWN.add(BY_NAME, "CharProcs")
DRAWN.add(PLAIN, "FontName FontFamily FontStretch FontWeight Flags ItalicAngle Ascent Descent")
DRAWN.add(
    PLAIN, "Leading CapHeight XHeight StemV StemH AvgWidth MaxWidth MissingWidth CharSet Lang"
)
DRAWN.add(DRAWN, "FontFile FontFile2 FontFile3 CIDSet UseCMap")
DRAWN.add(PLAIN, "BaseEncoding Differences CMapName WMode Registry Ordering Supplement")
# Marked content and layers (14.6, 8.11)
DRAWN.add(PLAIN, "MCID ActualText Alt E Attached Contents P VE").add(DRAWN, "OCGs")
LAYERS = Part("layers").add(DRAWN, "OCGs ON OFF Order RBGroups Locked")
LAYERS.add(PLAIN, "Name Creator BaseState Intent ListMode")
LAYERS.add(LAYERS, "D Configs")

# --- 12: where one goes, and what is noted on a page ------------------------------------------------
PLACE = Part("place")  # [page, how], or a dictionary with that at /D
PLACE.add(PLACE, "D")
GO = Part("go", kinds=("/S", frozenset({"/GoTo"}))).add(PLAIN, "Type S").add(PLACE, "D")
# A field of a form stays as the picture of it: pdf.py makes it a stamp.
NOTES = ("Text FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut "
         "Stamp Caret Ink Popup Watermark Link")  # fmt: skip
NOTE = Part("note", kinds=("/Subtype", frozenset(f"/{name}" for name in NOTES.split())))
NOTE.add(PLAIN, "Type Subtype Rect Contents NM M F AS Border C T CA ca RC CreationDate Subj RT IT")  # fmt: skip
NOTE.add(PLAIN, "QuadPoints Vertices L LE IC InkList CL DA DS Q Open Name StructParent H RD")
NOTE.add(PAGE_REFERENCE, "P").add(PLACE, "Dest").add(GO, "A").add(DRAWN, "OC").add(WORDS, "BS BE")
NOTE.add(NOTE, "Popup IRT Parent")
# One look, or one by the name of each state.
LOOK = Part("look", entries=DRAWN.entries, others=DRAWN, streams=True)
NOTE.add(Part("looks", others=LOOK), "AP")
OUTLINE = Part("outline").add(PLAIN, "Type Title Count C F").add(PLACE, "Dest").add(GO, "A")
OUTLINE.add(OUTLINE, "First Last Next Prev Parent")
PLACES = Part("places").add(PLACE, "Names").add(PLAIN, "Limits")
PLACES.add(PLACES, "Kids")
PLACES_BY_NAME = Part("places by name", others=PLACE)

# --- 14.7, 14.8: what is read aloud -----------------------------------------------------------------
OWNERS = ("Layout List PrintField Table Artifact NSO UserProperties XML-1.00 HTML-3.20 HTML-4.01 "
          "HTML-5.00 OEB-1.00 RTF-1.05 CSS-1 CSS-2 CSS-3 LaTeX")  # fmt: skip
ATTRIBUTES = Part(
    "attributes", others=PLAIN, kinds=("/O", frozenset(f"/{name}" for name in OWNERS.split()))
)
STRUCTURE = Part("structure")
STRUCTURE.add(PLAIN, "Type S ID C R T Lang Alt E ActualText MCID ParentTreeNextKey")
STRUCTURE.add(STRUCTURE, "P K Ref").add(PAGE_REFERENCE, "Pg").add(ATTRIBUTES, "A").add(
    WORDS, "RoleMap"
)
STRUCTURE.add(Part("classes", others=ATTRIBUTES), "ClassMap").add(NOTE, "Obj").add(DRAWN, "Stm")
TREE = Part("tree").add(STRUCTURE, "Nums Names").add(PLAIN, "Limits")
TREE.add(TREE, "Kids")
STRUCTURE.add(TREE, "ParentTree IDTree")
NAMESPACE = Part("namespace").add(PLAIN, "Type NS")
NAMESPACE.add(Part("roles", others=NAMESPACE), "RoleMapNS")
STRUCTURE.add(NAMESPACE, "Namespaces NS")
OUTLINE.add(STRUCTURE, "SE")

# --- 7.5.5, 7.7: the file ---------------------------------------------------------------------------
PAGE = Part("page").add(
    PLAIN, "Type Count MediaBox CropBox BleedBox TrimBox ArtBox Rotate UserUnit"
)
PAGE.add(PLAIN, "StructParents Tabs").add(RESOURCES, "Resources").add(DRAWN, "Contents").add(
    GROUP, "Group"
)
PAGE.add(NOTE, "Annots").add(PAGE, "Kids Parent")
LABELS = Part("labels").add(WORDS, "Nums").add(PLAIN, "Limits")
LABELS.add(LABELS, "Kids")
CATALOG = Part("catalog").add(PLAIN, "Type Version Lang PageLayout PageMode").add(PAGE, "Pages")
CATALOG.add(WORDS, "MarkInfo ViewerPreferences").add(LABELS, "PageLabels").add(OUTLINE, "Outlines")
CATALOG.add(PLACES_BY_NAME, "Dests").add(Part("names").add(PLACES, "Dests"), "Names")
CATALOG.add(STRUCTURE, "StructTreeRoot").add(LAYERS, "OCProperties")
INTENT = Part("intent").add(
    PLAIN, "Type S OutputCondition OutputConditionIdentifier RegistryName Info"
)
CATALOG.add(INTENT.add(DRAWN, "DestOutputProfile"), "OutputIntents")
XMP = Part("metadata", streams=True).add(PLAIN, "Type Subtype Length Filter DL")
XMP.add(DRAWN, "DecodeParms")
CATALOG.add(XMP, "Metadata")
TRAILER = Part("trailer").add(CATALOG, "Root").add(WORDS, "Info").add(PLAIN, "ID Size")
