namespace ContainerSecurity.Sources;

/// <summary>Which texts a search takes, besides what is judged, to look for secrets in them.</summary>
public enum SecretScope
{
    /// <summary>None.</summary>
    Off,

    /// <summary>What deploys and configures: settings, infrastructure, scripts, files of credentials.</summary>
    Settings,

    /// <summary>Every text, sources and documentation too.</summary>
    All,
}
