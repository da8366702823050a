using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ContainerSecurity.Analyzers.Projection;

/// <summary>
/// Texts of which only parts are known. <c>$"{registry}/web:latest"</c> has the tag latest whatever the registry is,
/// and <c>$"/etc:{target}"</c> binds the folder /etc:
/// such a text is judged by the rules that look at these parts, and by no other.
/// </summary>
internal static class PartialTexts
{
    /// <summary>The key of an address of a Docker daemon.</summary>
    public const string DaemonAddress = "DOCKER_HOST";

    /// <summary>The rules that may speak of a text that is only partly known, by the part that they look at.</summary>
    private static readonly string[] Rules = ["CSEC1001", "CSEC3004", "CSEC3005", "CSEC3006", "CSEC5019"];

    /// <summary>Whether a rule may speak of a text that is only partly known.</summary>
    public static bool AreJudgedBy(string rule) => Array.IndexOf(Rules, rule) >= 0;

    /// <summary>The text as if it were whole, where the known parts decide; null where they do not.</summary>
    /// <param name="key">The key that the text is the value of; <c>Bind</c> for an item of <c>Binds</c>.</param>
    /// <param name="text">The text.</param>
    public static ScalarDraft? Read(string key, PartialDraft text) => key switch
    {
        "image" or "Image" when EndsWithTag(text.End) => text.Guess(),
        "Bind" when text.Start.Length > 1 && text.Start[0] == '/' && (text.Start.Contains(":") || text.End.Contains(":")) => text.Guess(),
        DaemonAddress when IsPlainDaemon(text) => text.Guess(),
        "path" or "Source" when text.Start.LastIndexOf('/') > 0 && text.Start[0] == '/' => text.Guess(),
        _ => null,
    };

    /// <summary>Whether an address is one of a daemon without TLS by its scheme and its port, whatever the host is.</summary>
    private static bool IsPlainDaemon(PartialDraft text) =>
        (text.Start.StartsWith("tcp://", StringComparison.OrdinalIgnoreCase) || text.Start.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        && text.End.TrimEnd('/').EndsWith(":2375", StringComparison.Ordinal);

    /// <summary>What stands for an unknown part: the name of what gives it.</summary>
    public static string NameOf(IOperation part)
    {
        IOperation at = part;
        while (at is IConversionOperation conversion)
            at = conversion.Operand;
        string? name = at switch
        {
            ILocalReferenceOperation local => local.Local.Name,
            IParameterReferenceOperation parameter => parameter.Parameter.Name,
            IMemberReferenceOperation member => member.Member.Name,
            IInvocationOperation call => call.TargetMethod.Name,
            _ => null,
        };
        string word = new([.. (name ?? "").Where(c => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9').Select(char.ToLowerInvariant)]);
        return word.Length == 0 ? "x" : word;
    }

    /// <summary>Whether the end is of the name and the tag, or of a name without one.</summary>
    private static bool EndsWithTag(string end)
    {
        int colon = end.LastIndexOf(':');
        int slash = end.LastIndexOf('/');
        return !end.Contains("@") && (colon > slash ? colon < end.Length - 1 : slash >= 0 && slash < end.Length - 1);
    }
}
