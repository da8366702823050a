namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>The types of what an admission policy is told of a request, beside those of another provider.</summary>
internal sealed class AdmissionTypes(ICelTypeProvider others) : ICelTypeProvider
{
    /// <summary>The type of the variable <c>request</c>.</summary>
    public static readonly CelType Request = CelType.Object("kubernetes.AdmissionRequest");
    private static readonly CelType GroupVersionKind = CelType.Object("kubernetes.GroupVersionKind");
    private static readonly CelType GroupVersionResource = CelType.Object("kubernetes.GroupVersionResource");
    private static readonly CelType UserInfo = CelType.Object("kubernetes.UserInfo");
    private static readonly CelType Texts = CelType.List(CelType.String);

    private static readonly Dictionary<string, Dictionary<string, CelType>> Fields = new()
    {
        [Request.Name] = new()
        {
            ["kind"] = GroupVersionKind,
            ["resource"] = GroupVersionResource,
            ["subResource"] = CelType.String,
            ["requestKind"] = GroupVersionKind,
            ["requestResource"] = GroupVersionResource,
            ["requestSubResource"] = CelType.String,
            ["name"] = CelType.String,
            ["namespace"] = CelType.String,
            ["operation"] = CelType.String,
            ["userInfo"] = UserInfo,
            ["dryRun"] = CelType.Bool,
            ["options"] = CelType.Dyn,
        },
        [GroupVersionKind.Name] = new() { ["group"] = CelType.String, ["version"] = CelType.String, ["kind"] = CelType.String },
        [GroupVersionResource.Name] = new() { ["group"] = CelType.String, ["version"] = CelType.String, ["resource"] = CelType.String },
        [UserInfo.Name] = new()
        {
            ["username"] = CelType.String,
            ["uid"] = CelType.String,
            ["groups"] = Texts,
            ["extra"] = CelType.Map(CelType.String, Texts),
        },
    };

    public CelType? FindType(string name) => Fields.ContainsKey(name) ? CelType.Object(name) : others.FindType(name);

    public CelType? FindField(string typeName, string fieldName) => !Fields.TryGetValue(typeName, out Dictionary<string, CelType>? fields)
        ? others.FindField(typeName, fieldName)
        : fields.TryGetValue(fieldName, out CelType? type) ? type : null;

    public CelValue Create(string typeName, IReadOnlyList<KeyValuePair<string, CelValue>> fields) => others.Create(typeName, fields);
}
