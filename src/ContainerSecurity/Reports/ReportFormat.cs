namespace ContainerSecurity.Reports;

/// <summary>The formats of reports.</summary>
public enum ReportFormat
{
    /// <summary>For people, with source excerpts.</summary>
    Text,

    /// <summary>The stable JSON of <c>csec</c>.</summary>
    Json,

    /// <summary>SARIF 2.1.0, for code scanning services.</summary>
    Sarif,

    /// <summary>JUnit XML, for build servers.</summary>
    Junit,

    /// <summary>Workflow commands of GitHub Actions.</summary>
    GitHub,

    /// <summary>Markdown, for pull requests.</summary>
    Markdown,

    /// <summary>One HTML page for people, with charts; it loads nothing.</summary>
    Html,

    /// <summary>JSON of GitLab's code quality reports.</summary>
    GitLab,
}
