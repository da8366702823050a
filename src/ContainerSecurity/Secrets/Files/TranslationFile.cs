using System.Text.RegularExpressions;

namespace ContainerSecurity.Secrets.Files;

/// <summary>Tells files of what a program shows to people, in one of its languages, by their names and folders.</summary>
internal static class TranslationFile
{
    private static readonly string[] Endings =
    [
        ".po", ".pot", ".resx", ".resw", ".xlf", ".xliff", ".xlf2", ".arb", ".strings", ".stringsdict", ".xcstrings", ".ftl", ".qph", ".lproj", ".rc",
    ];

    private static readonly HashSet<string> Folders = new(StringComparer.OrdinalIgnoreCase)
    {
        "i18n", "l10n", "locale", "locales", "lang", "langs", "language", "languages", "translation", "translations", "localization", "localizations",
        "localisation", "localisations", "nls", "_locales", "lproj", "messages",
    };

    /// <summary>
    /// Names before the name of a language, and names of files that hold texts in the first one: <c>messages_de.properties</c>, <c>strings.xml</c>.
    /// </summary>
    private static readonly Regex Name = new(
        @"^((messages?|strings?|labels?|translations?|local(e|i[sz]ation)s?|i18n|l10n|lang(uage)?|texts?|localstrings|resources?)"
            + @"([._-][a-z]{2,3}([_-]\w{2,8})?)?|[a-z]{2}([_-][a-z]{2,4}|[_-]\d{3})?)"
            + @"\.(properties|json5?|ya?ml|php|inc|js|mjs|cjs|ts|xml|toml|ini|lang|lng|txt|rb|py)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>A file of translations of Qt; other files with this ending are programs.</summary>
    private static readonly Regex OfQt = new(@"_[a-z]{2}(_[A-Z]{2})?\.ts$", RegexOptions.CultureInvariant);

    /// <summary>Names of two letters that stand for more than a language.</summary>
    private static readonly Regex NotLanguage = new(@"^(db|ci|qa|io|vm|fs|os|ip|ui)\.", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Whether the file of a path is one.</summary>
    public static bool Is(string path)
    {
        string[] parts = path.Split('/', '\\');
        string file = parts[parts.Length - 1];
        if (Array.Exists(Endings, e => file.EndsWith(e, StringComparison.OrdinalIgnoreCase)) || OfQt.IsMatch(file))
            return true;
        for (int i = 0; i + 1 < parts.Length; i++)
            if (Folders.Contains(parts[i]) || parts[i].EndsWith(".lproj", StringComparison.OrdinalIgnoreCase))
                return true;
        return Name.IsMatch(file) && !NotLanguage.IsMatch(file);
    }
}
