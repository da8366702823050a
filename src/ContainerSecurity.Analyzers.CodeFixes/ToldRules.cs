using Microsoft.CodeAnalysis;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>The rules that a diagnostic tells of: its own, and those that a list of missing settings names.</summary>
internal static class ToldRules
{
    /// <summary>The property in which the analyzer lists them.</summary>
    internal const string Property = "Rules";

    /// <summary>The IDs, the diagnostic's own first.</summary>
    public static string[] Of(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(Property, out string? rules) && rules is not null ? rules.Split(',') : [diagnostic.Id];
}
