namespace ContainerSecurity.Helm.Kustomize.Nodes;

/// <summary>Finds values by paths of keys.</summary>
internal static class FieldPaths
{
    /// <summary>The value that keys lead to; null where one is absent.</summary>
    public static ObjectNode? Find(this ObjectMap map, params ReadOnlySpan<string> keys)
    {
        ObjectNode? at = map;
        foreach (string key in keys)
            at = (at as ObjectMap)?[key];
        return at;
    }

    /// <summary>The mapping of a key, made where there is none or null.</summary>
    public static ObjectMap Ensure(this ObjectMap map, string key, Origin origin)
    {
        if (map[key] is ObjectMap known)
            return known;
        var made = new ObjectMap(origin);
        map.Set(key, made, origin);
        return made;
    }
}
