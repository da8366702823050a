namespace ContainerSecurity.Secrets.Files;

/// <summary>Where a file of credentials is looked for.</summary>
[Flags]
internal enum CredentialUse
{
    /// <summary>A file in a layer of an image. Its text is at hand, so a row may ask for a word of it.</summary>
    Image = 1,

    /// <summary>
    /// A file or folder that a build copies from where it runs. Only the name is at hand, so a name that mostly stands
    /// for harmless settings is left out.
    /// </summary>
    Build = 2,

    /// <summary>
    /// A file or folder of the host that is mounted. Only what the host's people and tools have for themselves counts:
    /// to mount a file made for the program is how a program is given one.
    /// </summary>
    Mount = 4,
}
