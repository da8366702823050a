using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Rendering;

/// <summary>What is installed.</summary>
/// <param name="Name">The name of the release.</param>
/// <param name="Namespace">Where it goes; null where nobody has said, which is unknown.</param>
/// <param name="IsUpgrade">Whether one of that name is there already.</param>
internal sealed record Release(string Name, string? Namespace, bool IsUpgrade = false)
{
    /// <summary>As templates see it.</summary>
    public MapValue ToValue()
    {
        var map = new MapValue(GoType.Map);
        map.Set("Name", GoValue.Of(Name));
        map.Set("Namespace", Namespace is null ? UnknownValue.Present : GoValue.Of(Namespace));
        map.Set("IsUpgrade", GoValue.Of(IsUpgrade));
        map.Set("IsInstall", GoValue.Of(!IsUpgrade));
        map.Set("Revision", GoValue.Of(1));
        map.Set("Service", GoValue.Of("Helm"));
        return map;
    }
}
