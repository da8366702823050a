using ContainerSecurity.Analyzers.Secrets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSecurity.Analyzers.Judging;

/// <summary>How loud a project is told: that of tests gets suggestions, unless it asks for more, for what it makes is thrown away.</summary>
/// <param name="inTests">How loud findings are told in a project of tests; null for any other project.</param>
internal sealed class Loudness(DiagnosticSeverity? inTests)
{
    /// <summary>What depends on the day: a build that passed passes for ever. <c>.editorconfig</c> and <c>.globalconfig</c> may say otherwise.</summary>
    private const string EndOfLife = "CSEC1006";

    /// <summary>The loudness of a compilation.</summary>
    public static Loudness Of(Compilation compilation, AnalyzerOptions options) => new(TestProject.SeverityOfFindings(compilation, options));

    /// <summary>A way to report at the project's loudness.</summary>
    public Action<Diagnostic> Lower(Action<Diagnostic> report) => diagnostic =>
    {
        // What the engine tells of policies and files is as loud everywhere.
        bool isOfEngine = diagnostic.Id.StartsWith("CSEC0", StringComparison.Ordinal);
        if (!isOfEngine && inTests == DiagnosticSeverity.Hidden)
            return;
        bool isLower = diagnostic.Id == EndOfLife || (!isOfEngine && inTests == DiagnosticSeverity.Info);
        report(isLower && diagnostic.Severity > DiagnosticSeverity.Info ? Suggestion(diagnostic) : diagnostic);
    };

    private static Diagnostic Suggestion(Diagnostic diagnostic) =>
        Diagnostic.Create(
            diagnostic.Descriptor,
            diagnostic.Location,
            DiagnosticSeverity.Info,
            diagnostic.AdditionalLocations,
            diagnostic.Properties,
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
}
