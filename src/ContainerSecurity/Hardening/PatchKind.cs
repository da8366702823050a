namespace ContainerSecurity.Hardening;

/// <summary>What an operation of a patch does.</summary>
public enum PatchKind
{
    /// <summary>Adds a field, or an item at the end of a list.</summary>
    Add,

    /// <summary>Puts another value in the place of one.</summary>
    Replace,

    /// <summary>Removes an item of a list.</summary>
    Remove,
}
