using ContainerSecurity.Policies;

namespace ContainerSecurity.Tests.Resources;

/// <summary>What the rules say of a text by the name it has.</summary>
internal static class Told
{
    private static readonly PolicyEngine Engine = new(Policy.Create().UseProfile(Profile.All).Build());

    public static Decision Of(string text, string name) => Engine.Evaluate(text, name);

    /// <summary>The findings as <c>CSEC2001@3:5</c>.</summary>
    public static string[] At(string text, string name) =>
        [.. Of(text, name).Findings.Select(f => f.Finding).Select(f => $"{f.Rule.Id}@{f.Location.Span.Line}:{f.Location.Span.Column}")];

    /// <summary>The IDs of the rules that say something.</summary>
    public static string[] Rules(string text, string name) => [.. Of(text, name).Findings.Select(f => f.Finding.Rule.Id).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The place of a word in a text, as findings give it.</summary>
    public static string Place(string text, string word)
    {
        int at = text.IndexOf(word, StringComparison.Ordinal);
        Assert.That(at, Is.GreaterThanOrEqualTo(0), word);
        string before = text[..at];
        return $"{before.Count(c => c == '\n') + 1}:{at - before.LastIndexOf('\n')}";
    }
}
