namespace ContainerSecurity.Resources.ControlPlane;

/// <summary>How the programs of a control plane read a setting.</summary>
internal enum SettingKind
{
    /// <summary>A text, a number, a path or an address; the last one given counts.</summary>
    Text,

    /// <summary>True or false; a flag without a value is true.</summary>
    Switch,

    /// <summary>A list with commas; what is given several times is joined.</summary>
    List,

    /// <summary>One of the feature gates, of which a flag or a file holds several.</summary>
    Gate,
}
