namespace ContainerSecurity.SupplyChain.Rebuilding;

/// <summary>How a plan is written.</summary>
public enum RebuildPlanFormat
{
    /// <summary>For people, in lines.</summary>
    Text,

    /// <summary>For programs.</summary>
    Json,

    /// <summary>A picture as Mermaid, which Markdown shows.</summary>
    Mermaid,

    /// <summary>A picture as DOT of Graphviz.</summary>
    Dot,

    /// <summary>A picture as SVG.</summary>
    Svg,
}
