/** Names of Unicode properties in `\p{…}`, compared loosely: case, spaces, hyphens and underscores do not count. */

const CATEGORIES = words(`
  C Cc Cf Cn Co Cs L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs`);

const LONG_CATEGORIES = words(`
  Other Control cntrl Format Unassigned PrivateUse Surrogate Letter LowercaseLetter ModifierLetter OtherLetter
  TitlecaseLetter UppercaseLetter CasedLetter LC Mark CombiningMark SpacingMark EnclosingMark NonspacingMark Number
  DecimalNumber digit LetterNumber OtherNumber Punctuation punct ConnectorPunctuation DashPunctuation
  ClosePunctuation FinalPunctuation InitialPunctuation OtherPunctuation OpenPunctuation Symbol CurrencySymbol
  ModifierSymbol MathSymbol OtherSymbol Separator LineSeparator ParagraphSeparator SpaceSeparator`);

const SCRIPTS = words(`
  Adlam Adlm Aghb CaucasianAlbanian Ahom Anatolian_Hieroglyphs Hluw Arab Arabic Armenian Armn Armi Imperial_Aramaic
  Avestan Avst Bali Balinese Bamu Bamum Bass Bassa_Vah Batak Batk Beng Bengali Bhaiksuki Bhks Bopo Bopomofo Brah
  Brahmi Brai Braille Bugi Buginese Buhd Buhid Cakm Chakma Canadian_Aboriginal Cans Cari Carian Cham Cher Cherokee
  Chorasmian Chrs Common Zyyy Copt Coptic Qaac Cpmn Cypro_Minoan Cprt Cypriot Cyrillic Cyrl Deseret Dsrt Deva
  Devanagari Diak Dives_Akuru Dogr Dogra Dupl Duployan Egyp Egyptian_Hieroglyphs Elba Elbasan Elym Elymaic Ethi
  Ethiopic Geor Georgian Glag Glagolitic Gong Gunjala_Gondi Gonm Masaram_Gondi Goth Gothic Gran Grantha Greek Grek
  Gujarati Gujr Gurmukhi Guru Han Hani Hang Hangul Hanifi_Rohingya Rohg Hano Hanunoo Hatr Hatran Hebr Hebrew Hira
  Hiragana Hmng Pahawh_Hmong Hmnp Nyiakeng_Puachue_Hmong Hung Old_Hungarian Inherited Zinh Qaai
  Inscriptional_Pahlavi Phli Inscriptional_Parthian Prti Ital Old_Italic Java Javanese Kaithi Kthi Kali Kayah_Li
  Kana Katakana Kannada Knda Kawi Khar Kharoshthi Khitan_Small_Script Kits Khmer Khmr Khoj Khojki Khudawadi Sind
  Lana Tai_Tham Lao Laoo Latin Latn Lepc Lepcha Limb Limbu Lina Linear_A Linb Linear_B Lisu Lyci Lycian Lydi Lydian
  Mahajani Mahj Maka Makasar Malayalam Mlym Mand Mandaic Mani Manichaean Marc Marchen Medefaidrin Medf Meetei_Mayek
  Mtei Mend Mende_Kikakui Merc Meroitic_Cursive Mero Meroitic_Hieroglyphs Miao Plrd Modi Mong Mongolian Mro Mroo
  Mult Multani Myanmar Mymr Nabataean Nbat Nag_Mundari Nagm Nand Nandinagari Narb Old_North_Arabian New_Tai_Lue Talu
  Newa Nko Nkoo Nshu Nushu Ogam Ogham Ol_Chiki Olck Old_Permic Perm Old_Persian Xpeo Old_Sogdian Sogo
  Old_South_Arabian Sarb Old_Turkic Orkh Old_Uyghur Ougr Oriya Orya Osage Osge Osma Osmanya Palm Palmyrene Pau_Cin_Hau
  Pauc Phag Phags_Pa Phlp Psalter_Pahlavi Phnx Phoenician Rejang Rjng Runic Runr Samaritan Samr Saur Saurashtra Sgnw
  SignWriting Sharada Shrd Shavian Shaw Sidd Siddham Sinh Sinhala Sogd Sogdian Sora Sora_Sompeng Soyo Soyombo Sund
  Sundanese Sylo Syloti_Nagri Syrc Syriac Tagalog Tglg Tagb Tagbanwa Tai_Le Tale Tai_Viet Tavt Takr Takri Tamil Taml
  Tang Tangut Tangsa Tnsa Telu Telugu Tfng Tifinagh Thaa Thaana Thai Tibetan Tibt Tirh Tirhuta Toto Ugar Ugaritic
  Unknown Zzzz Vai Vaii Vith Vithkuqi Wancho Wcho Wara Warang_Citi Yezi Yezidi Yi Yiii Zanabazar_Square Zanb`);

/** Added with Unicode 16: known to Rust's tables, and to those of a recent PCRE2 only. */
const NEW_SCRIPTS = words(`
  Gara Garay Gurung_Khema Gukh Kirat_Rai Krai Ol_Onal Onao Sunuwar Sunu Todhri Todr Tulu_Tigalari Tutg`);

const BINARY = words(`
  ASCII ASCII_Hex_Digit AHex Alphabetic Alpha Bidi_Control Bidi_C Bidi_Mirrored Bidi_M Case_Ignorable CI Cased
  Changes_When_Casefolded CWCF Changes_When_Casemapped CWCM Changes_When_Lowercased CWL Changes_When_Titlecased CWT
  Changes_When_Uppercased CWU Dash Default_Ignorable_Code_Point DI Deprecated Dep Diacritic Dia Emoji
  Emoji_Component EComp Emoji_Modifier EMod Emoji_Modifier_Base EBase Emoji_Presentation EPres Extended_Pictographic
  ExtPict Extender Ext Grapheme_Base Gr_Base Grapheme_Extend Gr_Ext Hex_Digit Hex ID_Continue IDC ID_Start IDS
  IDS_Binary_Operator IDSB IDS_Trinary_Operator IDST Ideographic Ideo Join_Control Join_C
  Logical_Order_Exception LOE Lowercase Lower Math Noncharacter_Code_Point NChar Pattern_Syntax Pat_Syn
  Pattern_White_Space Pat_WS Prepended_Concatenation_Mark PCM Quotation_Mark QMark Radical Regional_Indicator RI
  Sentence_Terminal STerm Soft_Dotted SD Terminal_Punctuation Term Unified_Ideograph UIdeo Uppercase Upper
  Variation_Selector VS White_Space space XID_Continue XIDC XID_Start XIDS`);

const BIDI_CLASSES = words(`
  AL AN B BN CS EN ES ET FSI L LRE LRI LRO NSM ON PDF PDI R RLE RLI RLO S WS`);

const GRAPHEME_BREAKS = words(`
  CN Control CR EB E_Base EBG E_Base_GAZ EM E_Modifier EX Extend GAZ Glue_After_Zwj L LF LV LVT PP Prepend
  Regional_Indicator RI SM SpacingMark T V XX Other ZWJ`);
const WORD_BREAKS = words(`
  CR DQ Double_Quote EB E_Base EBG E_Base_GAZ EM E_Modifier EX ExtendNumLet Extend FO Format GAZ Glue_After_Zwj HL
  Hebrew_Letter KA Katakana LE ALetter LF MB MidNumLet ML MidLetter MN MidNum NL Newline NU Numeric
  Regional_Indicator RI SQ Single_Quote WSegSpace XX Other ZWJ`);
const SENTENCE_BREAKS = words(`
  AT ATerm CL Close CR EX Extend FO Format LE OLetter LF LO Lower NU Numeric SC SContinue SE Sep SP Sp ST STerm UP
  Upper XX Other`);

function words(list: string): Set<string> {
  return new Set(list.split(/\s+/).filter(Boolean).map(loose));
}

function loose(name: string): string {
  return name.replace(/[\s_-]/g, '').toLowerCase();
}

/** `unknown` to PCRE2, known to every version of it, or only to some. */
export function pcreProperty(text: string): 'known' | 'unknown' | 'some' {
  const name = loose(text.startsWith('^') ? text.slice(1) : text);
  const equals = /^([a-z]+)[:=](.*)$/.exec(name);
  if (equals) {
    const [, kind, value] = equals as unknown as [string, string, string];
    if (['sc', 'script', 'scx', 'scriptextensions'].includes(kind)) return script(value);
    return ['bc', 'bidiclass'].includes(kind) && BIDI_CLASSES.has(value) ? 'known' : 'unknown';
  }
  if (['any', 'l&', 'lc', 'xan', 'xsp', 'xps', 'xwd', 'xuc'].includes(name)) return 'known';
  if (name.startsWith('bidi') && BIDI_CLASSES.has(name.slice(4))) return 'known';
  if (CATEGORIES.has(name) || BINARY.has(name)) return 'known';
  return script(name);
}

function script(name: string): 'known' | 'unknown' | 'some' {
  return SCRIPTS.has(name) ? 'known' : NEW_SCRIPTS.has(name) ? 'some' : 'unknown';
}

/** Whether Rust's engine knows what stands in `\p{…}`. */
export function rustProperty(text: string): boolean {
  const parts = /^([^:=!]*)(?:!=|[:=])([\s\S]*)$/.exec(text);
  if (!parts) {
    const name = loose(text).replace(/^is(?=.)/, '');
    const known = [CATEGORIES, LONG_CATEGORIES, SCRIPTS, NEW_SCRIPTS, BINARY];
    return ['any', 'assigned', 'ascii'].includes(name) || known.some((names) => names.has(name));
  }
  const kind = loose(parts[1]!);
  const value = loose(parts[2]!);
  if (kind === 'sc' || kind === 'script' || kind === 'scx' || kind === 'scriptextensions') {
    return SCRIPTS.has(value) || NEW_SCRIPTS.has(value);
  }
  if (kind === 'gc' || kind === 'generalcategory') {
    return (
      ['any', 'assigned', 'ascii'].includes(value) || CATEGORIES.has(value) || LONG_CATEGORIES.has(value)
    );
  }
  if (kind === 'age') return /^(?:v?\d+\.?\d*|v\d+)$/.test(value);
  if (kind === 'gcb' || kind === 'graphemeclusterbreak') return GRAPHEME_BREAKS.has(value);
  if (kind === 'wb' || kind === 'wordbreak') return WORD_BREAKS.has(value);
  return (kind === 'sb' || kind === 'sentencebreak') && SENTENCE_BREAKS.has(value);
}
