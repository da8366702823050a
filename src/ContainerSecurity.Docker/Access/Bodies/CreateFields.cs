namespace ContainerSecurity.Docker.Access.Bodies;

/// <summary>The fields of a create, each with how it is judged.</summary>
internal static class CreateFields
{
    /// <summary>The verdicts by the field's path; <c>[]</c> stands for the items of a list, <c>*</c> for the values of a map.</summary>
    public static IReadOnlyDictionary<string, DockerFieldVerdict> All { get; } = DataFile.Read("create-fields.txt")
        .ToDictionary(w => w[0], w => w[1..].Aggregate(DockerFieldVerdict.Free, (v, word) => v | Enum.Parse<DockerFieldVerdict>(word)), StringComparer.Ordinal);
}
