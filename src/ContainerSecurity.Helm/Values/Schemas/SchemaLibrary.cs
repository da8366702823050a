namespace ContainerSecurity.Helm.Values.Schemas;

/// <summary>
/// Makes the library of JSON Schema ready. It would do so itself when a native program starts, which costs a third of the
/// start of one that asks no schema; so the native tool leaves that out (see its Start/substitutions.xml).
/// </summary>
internal static class SchemaLibrary
{
    private static readonly Lazy<bool> Ready = new(Initialize);

    /// <summary>Does it once, however often it is asked; where the library did it already, nothing.</summary>
    /// <exception cref="MissingMethodException">The library is another one.</exception>
    public static void Prepare() => _ = Ready.Value;

    private static bool Initialize()
    {
        _ = (Type.GetType("Json.Schema.__ModuleInitialization, JsonSchema.Net")?.GetMethod("Initialize")
            ?? throw new MissingMethodException("Json.Schema.__ModuleInitialization", "Initialize")).Invoke(null, null);
        return true;
    }
}
