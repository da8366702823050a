using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Kustomize.Output;
using ContainerSecurity.Helm.Kustomize.Resources;
using ContainerSecurity.Helm.Serialization;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Kustomize.Generators;

/// <summary>Puts a hash of what objects hold behind their names, so that a change makes another object.</summary>
internal static class NameHash
{
    /// <summary>Changes the names of those objects that need it.</summary>
    public static void Apply(ResourceSet resources)
    {
        foreach (BuildResource resource in resources.All.Where(r => r.NeedsHash))
        {
            resource.StoreId();
            resource.SetMetadata("name", $"{resource.Name}-{Of(resource)}", resource.NameOrigin);
        }
    }

    private static string Of(BuildResource resource)
    {
        string kind = resource.Kind.Kind;
        var content = new MapValue(GoType.Map);
        content.Set("kind", GoValue.Of(kind));
        // Kustomize means to hash the name too, but looks for it where it is not.
        content.Set("name", GoValue.Of(""));
        content.Set("data", ValueOf(resource, "data"));
        string other = kind == "Secret" ? "stringData" : "binaryData";
        if (resource.Root[other] is ObjectMap)
            content.Set(other, ValueOf(resource, other));
        if (kind == "Secret")
            content.Set("type", ValueOf(resource, "type"));
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(GoJson.Write(content)));
        var text = new StringBuilder(Convert.ToHexStringLower(hash), 0, 10, 10);
        // Names must spell no words, so vowels and what looks like them are replaced.
        return text.Replace('0', 'g').Replace('1', 'h').Replace('3', 'k').Replace('a', 'm').Replace('e', 't').ToString();
    }

    private static GoValue ValueOf(BuildResource resource, string field) =>
        resource.Root[field] is { } node ? ValueWriter.ValueOf(node) : GoValue.Of("");
}
