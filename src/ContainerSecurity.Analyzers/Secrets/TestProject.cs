using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSecurity.Analyzers.Secrets;

/// <summary>Whether code is that of tests, whose containers are thrown away and whose passwords are mostly made up, and what is told of those.</summary>
internal static class TestProject
{
    private const string Property = "build_property.IsTestProject";
    private const string AllProperty = "build_property.ContainerSecurityInTests";
    private const string AllKey = "container_security.in_tests";
    private const string SeverityProperty = "build_property.ContainerSecuritySecretsInTests";
    private const string SeverityKey = "container_security.secrets_in_tests";

    private static readonly HashSet<string> Frameworks = new(StringComparer.OrdinalIgnoreCase)
    {
        "nunit.framework", "xunit.core", "xunit.assert", "xunit.v3.core", "xunit.v3.assert",
        "Microsoft.VisualStudio.TestPlatform.TestFramework", "Microsoft.VisualStudio.QualityTools.UnitTestFramework",
        "MSTest.TestFramework", "TUnit.Core",
    };

    /// <summary>How loud findings are told: <see cref="DiagnosticSeverity.Hidden"/> for not at all; null where the code is not that of tests.</summary>
    public static DiagnosticSeverity? SeverityOfFindings(Compilation compilation, AnalyzerOptions options)
    {
        AnalyzerConfigOptions settings = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        return IsTestProject(compilation, settings) ? Read(Asked(settings, AllProperty, AllKey)) : null;
    }

    /// <summary>How loud secrets in code are told: their own setting comes before that of all findings.</summary>
    public static DiagnosticSeverity SeverityOfSecrets(Compilation compilation, AnalyzerOptions options)
    {
        AnalyzerConfigOptions settings = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        return !IsTestProject(compilation, settings)
            ? DiagnosticSeverity.Warning
            : Read(Asked(settings, SeverityProperty, SeverityKey) ?? Asked(settings, AllProperty, AllKey));
    }

    private static string? Asked(AnalyzerConfigOptions settings, string property, string key) =>
        settings.TryGetValue(property, out string? value) && value.Length > 0 ? value
        : settings.TryGetValue(key, out string? said) ? said
        : null;

    private static DiagnosticSeverity Read(string? asked) => asked?.Trim().ToLowerInvariant() switch
    {
        "warning" => DiagnosticSeverity.Warning,
        "none" => DiagnosticSeverity.Hidden,
        _ => DiagnosticSeverity.Info,
    };

    private static bool IsTestProject(Compilation compilation, AnalyzerConfigOptions settings) =>
        settings.TryGetValue(Property, out string? value) && value.Length > 0
            ? string.Equals(value, "true", StringComparison.OrdinalIgnoreCase)
            : compilation.ReferencedAssemblyNames.Any(a => Frameworks.Contains(a.Name));
}
