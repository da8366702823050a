using System.Text;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Sources;

/// <summary>Chooses the files of folders that are searched for secrets.</summary>
internal sealed class TextSelection(SourceDiscoveryOptions options)
{
    private const int BeginningLength = 64;
    private static readonly string[] Beginnings = ["#!", "-----BEGIN ", "PuTTY-User-Key-File"];

    /// <summary>Whether texts are searched besides what is judged.</summary>
    public bool AreWanted { get; } = options is { Secrets: not SecretScope.Off, Type: SourceType.Auto or SourceType.Text };

    /// <summary>Chooses by a file's name.</summary>
    /// <param name="shown">The file.</param>
    /// <param name="isPattern">Whether a pattern that was named matches it: then it is taken whatever it is called.</param>
    public TextChoice Choose(string shown, bool isPattern)
    {
        if (!AreWanted)
            return TextChoice.None;
        TextFileKind kind = TextFileNames.KindOf(shown);
        bool isAll = isPattern || options.Secrets == SecretScope.All;
        return kind switch
        {
            TextFileKind.LockFile when !isPattern => TextChoice.LockFile,
            TextFileKind.Minified when !isPattern => TextChoice.Minified,
            TextFileKind.SourceMap when !isPattern => TextChoice.SourceMap,
            TextFileKind.Binary when !isPattern => isAll ? TextChoice.Binary : TextChoice.None,
            TextFileKind.Settings => TextChoice.Searched,
            TextFileKind.Unnamed when !isAll => TextChoice.IfScript,
            _ => isAll ? TextChoice.Searched : TextChoice.None,
        };
    }

    /// <summary>Whether a file is searched after all; one that cannot be opened is left to the scan to report.</summary>
    public bool Confirms(TextChoice choice, string file)
    {
        if (choice != TextChoice.IfScript)
            return true;
        try
        {
            byte[] beginning = new byte[BeginningLength];
            using FileStream stream = RegularFile.Open(file);
            string text = Encoding.ASCII.GetString(beginning, 0, stream.Read(beginning, 0, beginning.Length));
            return Array.Exists(Beginnings, b => text.StartsWith(b, StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
