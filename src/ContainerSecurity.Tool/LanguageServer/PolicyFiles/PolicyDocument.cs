using System.Text.RegularExpressions;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Tool.LanguageServer.Judging;

namespace ContainerSecurity.Tool.LanguageServer.PolicyFiles;

/// <summary>Tells policy files from what they judge, and reads them.</summary>
internal static partial class PolicyDocument
{
    private const string Group = "containersecurity.io/";

    /// <summary>Whether a document is a policy file: by its name, or because it says <c>kind: Policy</c> and is none of another engine.</summary>
    public static bool IsOne(string name, string text) =>
        PolicyFile.Names.Contains(Path.GetFileName(name))
        || (Path.GetExtension(name) is ".yaml" or ".yml" or ""
            && Kind().IsMatch(text)
            && (Version().Match(text) is not { Success: true } version || version.Groups[1].Value.StartsWith(Group, StringComparison.Ordinal)));

    /// <summary>What is wrong with a policy file.</summary>
    public static IReadOnlyList<DocumentError> Read(JudgedDocument document, string text)
    {
        string path = document.File ?? document.Name;
        return new PolicyReader().Read(text, path).Errors;
    }

    [GeneratedRegex(@"^kind[ \t]*:[ \t]*[""']?Policy[""']?[ \t]*(#.*)?\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Kind();

    [GeneratedRegex(@"^apiVersion[ \t]*:[ \t]*[""']?([^\s""'#]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
