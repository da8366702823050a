namespace ContainerSecurity.Helm;

/// <summary>A document that a chart installs.</summary>
/// <param name="Source">The name that Helm prints in <c># Source:</c>.</param>
/// <param name="Text">The document, without the line that separates it from others.</param>
/// <param name="Kind">Its kind; empty where it says none.</param>
/// <param name="Hooks">The moments at which Helm runs it as a hook, such as <c>pre-install</c>; none for a resource of the release.</param>
public sealed record ChartManifest(string Source, string Text, string Kind, IReadOnlyList<string> Hooks)
{
    /// <summary>Whether Helm runs it at some moment, and does not keep it as a resource of the release.</summary>
    public bool IsHook => Hooks.Count > 0;

    /// <summary>Whether it is a test, which <c>helm test</c> runs.</summary>
    public bool IsTest => Hooks.Contains("test");
}
