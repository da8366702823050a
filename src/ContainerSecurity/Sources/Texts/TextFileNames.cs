using ContainerSecurity.Secrets.Files;

namespace ContainerSecurity.Sources;

/// <summary>Tells by a file's name whether its text is one that people keep secrets in.</summary>
internal static class TextFileNames
{
    /// <summary>Words that make settings of a text of any ending: <c>passwords.txt</c>, <c>local_settings.py</c>.</summary>
    private static readonly string[] Words = ["secret", "secrets", "credential", "credentials", "password", "passwords", "passwd", "settings"];

    /// <summary>What the name of a file says.</summary>
    /// <param name="path">The file's path.</param>
    public static TextFileKind KindOf(string path)
    {
        string name = ComposeFileNames.NameOf(path);
        if (TextFileTable.LockFiles.Contains(name))
            return TextFileKind.LockFile;
        if (EndsWith(name, TextFileTable.Minified))
            return TextFileKind.Minified;
        if (EndsWith(name, TextFileTable.SourceMaps))
            return TextFileKind.SourceMap;
        if (TextFileTable.SettingsNames.Contains(name)
            || name.StartsWith(".env", StringComparison.Ordinal)
            || CredentialFiles.IsCopied(path.Replace('\\', '/')))
            return EndsWith(name, TextFileTable.KeyStores) ? TextFileKind.Binary : TextFileKind.Settings;
        int dot = name.LastIndexOf('.');
        if (dot < 0)
            return IsNamedSettings(name) ? TextFileKind.Settings : TextFileKind.Unnamed;
        string ending = name.Substring(dot);
        return TextFileTable.SettingsEndings.Contains(ending) ? TextFileKind.Settings
            : TextFileTable.BinaryEndings.Contains(ending) ? TextFileKind.Binary
            : IsNamedSettings(name.Substring(0, dot)) || IsVariant(name) ? TextFileKind.Settings
            : TextFileKind.Source;
    }

    private static bool IsNamedSettings(string stem) =>
        stem.Split('.', '-', '_').Any(part => Words.Contains(part, StringComparer.OrdinalIgnoreCase))
        || (stem.StartsWith(".", StringComparison.Ordinal) && stem.EndsWith("rc", StringComparison.Ordinal));

    /// <summary>Whether the file is one of settings for a place or purpose: <c>.npmrc.ci</c>, <c>app.properties.local</c>, <c>main.tf.bak</c>.</summary>
    private static bool IsVariant(string name)
    {
        int dot = name.LastIndexOf('.');
        if (dot <= 0)
            return false;
        string stem = name.Substring(0, dot);
        int inner = stem.LastIndexOf('.');
        return TextFileTable.SettingsNames.Contains(stem)
            || (TextFileTable.CopyEndings.Contains(name.Substring(dot)) && inner >= 0 && TextFileTable.SettingsEndings.Contains(stem.Substring(inner)));
    }

    private static bool EndsWith(string name, string[] endings) => Array.Exists(endings, e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
}
