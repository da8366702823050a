namespace ContainerSecurity.Policies.Trust;

/// <summary>What it means that a registry cannot be asked for the signatures of an image.</summary>
public enum UnreachableRegistry
{
    /// <summary>The image has no verdict, which is not allowed unless what is not evaluated is.</summary>
    NotEvaluated,

    /// <summary>The image counts as not signed.</summary>
    Deny,

    /// <summary>Nothing is asked of the image.</summary>
    Allow,
}
