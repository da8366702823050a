using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSecurity.Analyzers.Secrets;

/// <summary>Whether code is that of tests, whose passwords are mostly made up, and what is told of those.</summary>
internal static class TestProject
{
    private const string Property = "build_property.IsTestProject";
    private const string SeverityProperty = "build_property.ContainerSecuritySecretsInTests";
    private const string SeverityKey = "container_security.secrets_in_tests";

    private static readonly HashSet<string> Frameworks = new(StringComparer.OrdinalIgnoreCase)
    {
        "nunit.framework", "xunit.core", "xunit.assert", "xunit.v3.core", "xunit.v3.assert",
        "Microsoft.VisualStudio.TestPlatform.TestFramework", "Microsoft.VisualStudio.QualityTools.UnitTestFramework",
        "MSTest.TestFramework", "TUnit.Core",
    };

    /// <summary>How loud passwords are told: <see cref="DiagnosticSeverity.Hidden"/> for not at all.</summary>
    public static DiagnosticSeverity SeverityOfPasswords(Compilation compilation, AnalyzerOptions options)
    {
        AnalyzerConfigOptions settings = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        if (!IsTestProject(compilation, settings))
            return DiagnosticSeverity.Warning;
        string? asked = settings.TryGetValue(SeverityProperty, out string? property) && property.Length > 0 ? property
            : settings.TryGetValue(SeverityKey, out string? key) ? key
            : null;
        return asked?.Trim().ToLowerInvariant() switch
        {
            "warning" => DiagnosticSeverity.Warning,
            "none" => DiagnosticSeverity.Hidden,
            _ => DiagnosticSeverity.Info,
        };
    }

    private static bool IsTestProject(Compilation compilation, AnalyzerConfigOptions settings) =>
        settings.TryGetValue(Property, out string? value) && value.Length > 0
            ? string.Equals(value, "true", StringComparison.OrdinalIgnoreCase)
            : compilation.ReferencedAssemblyNames.Any(a => Frameworks.Contains(a.Name));
}
