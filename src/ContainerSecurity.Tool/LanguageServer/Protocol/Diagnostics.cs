namespace ContainerSecurity.Tool.LanguageServer.Protocol;

/// <summary>What is wrong with a document.</summary>
internal sealed record PublishDiagnosticsParams(string Uri, int? Version, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>One thing that is wrong.</summary>
internal sealed record Diagnostic(Range Range, DiagnosticSeverity Severity, string? Code, string Source, string Message)
{
    /// <summary>Where the code is explained; null where there is no address.</summary>
    public CodeDescription? CodeDescription { get; init; }

    /// <summary>Places that belong to it; null for none.</summary>
    public IReadOnlyList<RelatedInformation>? RelatedInformation { get; init; }
}

/// <summary>How bad a thing is.</summary>
internal enum DiagnosticSeverity
{
    /// <summary>It denies, or something could not be read.</summary>
    Error = 1,

    /// <summary>It should be mended.</summary>
    Warning = 2,

    /// <summary>Good to know.</summary>
    Information = 3,

    /// <summary>A hint.</summary>
    Hint = 4,
}

/// <summary>An address that explains a code.</summary>
internal sealed record CodeDescription(string Href);

/// <summary>A place that belongs to a diagnostic, and what is there.</summary>
internal sealed record RelatedInformation(Location Location, string Message);
