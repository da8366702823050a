namespace ContainerSecurity.Helm;

/// <summary>What the output of a file of a chart is for.</summary>
public enum TemplateRole
{
    /// <summary>Documents that are installed: resources of a release, hooks and tests.</summary>
    Manifest,

    /// <summary>Text for people (<c>NOTES.txt</c>).</summary>
    Notes,

    /// <summary>Definitions of <c>crds/</c>, which are installed before all else and are no templates.</summary>
    CustomResources,
}
