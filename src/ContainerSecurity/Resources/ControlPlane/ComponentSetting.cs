namespace ContainerSecurity.Resources.ControlPlane;

/// <summary>A setting of a program: the flag that sets it, and the field of a configuration file that does the same.</summary>
/// <param name="Flag">The flag without its dashes, such as <c>anonymous-auth</c>.</param>
/// <param name="Field">The path in the configuration file, such as <c>authentication.anonymous.enabled</c>; null where no file sets it.</param>
/// <param name="Kind">How the program reads it.</param>
internal sealed record ComponentSetting(string Flag, string? Field, SettingKind Kind)
{
    /// <summary>The feature gate; null where the setting is none.</summary>
    public string? Gate { get; init; }
}
