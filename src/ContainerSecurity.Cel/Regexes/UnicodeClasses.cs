using System.Globalization;

namespace ContainerSecurity.Cel.Regexes;

/// <summary>The names in \p{...}: categories as Unicode defines them; of scripts, the blocks of the most common.</summary>
internal static class UnicodeClasses
{
    private static readonly Dictionary<string, UnicodeCategory> Categories = new()
    {
        ["Lu"] = UnicodeCategory.UppercaseLetter,
        ["Ll"] = UnicodeCategory.LowercaseLetter,
        ["Lt"] = UnicodeCategory.TitlecaseLetter,
        ["Lm"] = UnicodeCategory.ModifierLetter,
        ["Lo"] = UnicodeCategory.OtherLetter,
        ["Mn"] = UnicodeCategory.NonSpacingMark,
        ["Mc"] = UnicodeCategory.SpacingCombiningMark,
        ["Me"] = UnicodeCategory.EnclosingMark,
        ["Nd"] = UnicodeCategory.DecimalDigitNumber,
        ["Nl"] = UnicodeCategory.LetterNumber,
        ["No"] = UnicodeCategory.OtherNumber,
        ["Zs"] = UnicodeCategory.SpaceSeparator,
        ["Zl"] = UnicodeCategory.LineSeparator,
        ["Zp"] = UnicodeCategory.ParagraphSeparator,
        ["Cc"] = UnicodeCategory.Control,
        ["Cf"] = UnicodeCategory.Format,
        ["Cs"] = UnicodeCategory.Surrogate,
        ["Co"] = UnicodeCategory.PrivateUse,
        ["Pc"] = UnicodeCategory.ConnectorPunctuation,
        ["Pd"] = UnicodeCategory.DashPunctuation,
        ["Ps"] = UnicodeCategory.OpenPunctuation,
        ["Pe"] = UnicodeCategory.ClosePunctuation,
        ["Pi"] = UnicodeCategory.InitialQuotePunctuation,
        ["Pf"] = UnicodeCategory.FinalQuotePunctuation,
        ["Po"] = UnicodeCategory.OtherPunctuation,
        ["Sm"] = UnicodeCategory.MathSymbol,
        ["Sc"] = UnicodeCategory.CurrencySymbol,
        ["Sk"] = UnicodeCategory.ModifierSymbol,
        ["So"] = UnicodeCategory.OtherSymbol,
    };

    private static readonly Dictionary<string, int[]> Scripts = new()
    {
        ["Latin"] =
        [
            0x41, 0x5A, 0x61, 0x7A, 0xAA, 0xAA, 0xBA, 0xBA, 0xC0, 0xD6, 0xD8, 0xF6, 0xF8, 0x2B8, 0x1E00, 0x1EFF,
            0x2C60, 0x2C7F, 0xA722, 0xA787, 0xFF21, 0xFF3A, 0xFF41, 0xFF5A
        ],
        ["Greek"] = [0x370, 0x373, 0x375, 0x377, 0x37A, 0x37D, 0x37F, 0x37F, 0x384, 0x384, 0x386, 0x386, 0x388, 0x3E1, 0x3F0, 0x3FF, 0x1F00, 0x1FFE],
        ["Cyrillic"] = [0x400, 0x484, 0x487, 0x52F, 0x1C80, 0x1C8A, 0x2DE0, 0x2DFF, 0xA640, 0xA69F],
        ["Hebrew"] = [0x591, 0x5F4, 0xFB1D, 0xFB4F],
        ["Arabic"] =
        [
            0x600, 0x604, 0x606, 0x60B, 0x60D, 0x61A, 0x61C, 0x61E, 0x620, 0x63F, 0x641, 0x64A, 0x656, 0x66F, 0x671,
            0x6DC, 0x6DE, 0x6FF, 0x750, 0x77F
        ],
        ["Devanagari"] = [0x900, 0x950, 0x955, 0x963, 0x966, 0x97F],
        ["Thai"] = [0xE01, 0xE3A, 0xE40, 0xE5B],
        ["Hangul"] = [0x1100, 0x11FF, 0x3131, 0x318E, 0xAC00, 0xD7A3],
        ["Hiragana"] = [0x3041, 0x3096, 0x309D, 0x309F],
        ["Katakana"] = [0x30A1, 0x30FA, 0x30FD, 0x30FF, 0x31F0, 0x31FF],
        ["Han"] =
        [
            0x2E80, 0x2FD5, 0x3005, 0x3005, 0x3007, 0x3007, 0x3021, 0x3029, 0x3038, 0x303B, 0x3400, 0x4DBF, 0x4E00,
            0x9FFF, 0xF900, 0xFAD9, 0x20000, 0x323AF
        ],
    };

    /// <summary>Adds a class, or all but it; false for a name that is not known.</summary>
    public static bool TryAdd(string name, bool negated, CharSet set)
    {
        if (name.Length > 0 && name[0] == '^')
        {
            negated = !negated;
            name = name.Substring(1);
        }
        if (name == "Any")
        {
            if (!negated)
                set.Add(0, 0x10FFFF);
            return true;
        }
        if (Scripts.TryGetValue(name, out int[]? bounds))
        {
            (int, int)[] ranges = Enumerable.Range(0, bounds.Length / 2).Select(i => (bounds[2 * i], bounds[2 * i + 1])).ToArray();
            if (negated)
                set.AddComplement(ranges);
            else
                foreach ((int first, int last) in ranges)
                    set.Add(first, last);
            return true;
        }
        uint mask = 0;
        foreach (KeyValuePair<string, UnicodeCategory> category in Categories)
            if (category.Key == name || (name.Length == 1 && category.Key[0] == name[0]))
                mask |= 1u << (int)category.Value;
        if (mask == 0)
            return false;
        set.AddCategories(negated ? ~mask : mask);
        return true;
    }
}
