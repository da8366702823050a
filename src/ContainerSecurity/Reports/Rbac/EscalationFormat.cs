namespace ContainerSecurity.Reports.Rbac;

/// <summary>The formats of escalation paths.</summary>
public enum EscalationFormat
{
    /// <summary>For people: each path step by step.</summary>
    Text,

    /// <summary>For programs.</summary>
    Json,

    /// <summary>A flowchart of Mermaid, which Markdown shows as a picture.</summary>
    Mermaid,

    /// <summary>A graph for Graphviz.</summary>
    Dot,

    /// <summary>A picture for browsers, without script.</summary>
    Svg,

    /// <summary>One HTML page with the picture and each path step by step; it loads nothing.</summary>
    Html,
}
