using ContainerSecurity.Cel.Values;
using ContainerSecurity.Resources.Kubernetes.Schemas;

namespace ContainerSecurity.Policies.Admission.Mutations;

/// <summary>
/// Checks a part of an object that shall be applied: its fields are those of the object's type, its values are of their
/// types, and nothing that is replaced as a whole is among it.
/// </summary>
internal sealed class ApplyPart
{
    private const int MaxDepth = 64;
    private readonly List<string> atomics = [];
    private string? error;

    private ApplyPart()
    {
    }

    /// <summary>What is wrong with the part, in the words of the API server; null for nothing.</summary>
    /// <param name="part">The part.</param>
    /// <param name="schema">The type of the object; null for a custom resource, whose lists cannot be merged.</param>
    public static string? FindError(CelValue part, ObjectSchema? schema)
    {
        var check = new ApplyPart();
        check.Visit(part, schema is null ? null : FieldType.Parse(schema.Name), "", 0);
        if (check.error is not null)
            return $"failed to convert patch object to typed object: {check.error}";
        return check.atomics.Count == 0
            ? null
            : $"invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: {string.Join(", ", check.atomics)}";
    }

    private void Visit(CelValue value, FieldType? type, string path, int depth)
    {
        if (error is not null)
            return;
        if (depth > MaxDepth)
            Refuse(path, $"nested deeper than {MaxDepth} levels");
        else if (value.As<CelOptional>() is { } optional)
            VisitOptional(optional, type, path, depth);
        else if (value.IsNull())
            Refuse(path, "null is no value of the field");
        else if (value.As<CelMap>() is { } map)
            VisitMap(map, type, path, depth);
        else if (value.As<CelList>() is { } list)
            VisitList(list, type, path, depth);
        else if (type is { IsScalar: false, Shape: not FieldShape.Anything })
            Refuse(path, $"expected {(type.Shape == FieldShape.List ? "list" : "map")}, got {value}");
        else if (type is not null && !IsOf(value, type.Shape))
            Refuse(path, $"expected {ScalarForms.NameOf(type.Shape)}, got {value.Type.Name}");
    }

    private void VisitOptional(CelOptional optional, FieldType? type, string path, int depth)
    {
        if (optional.HasValue)
            Visit(optional.Value, type, path, depth);
    }

    private void VisitMap(CelMap map, FieldType? type, string path, int depth)
    {
        if (type is { Shape: not (FieldShape.Map or FieldShape.Object or FieldShape.Anything) })
        {
            Refuse(path, $"expected {(type.IsScalar ? ScalarForms.NameOf(type.Shape) : "list")}, got a map");
            return;
        }
        ObjectSchema? schema = type?.Schema;
        if (type is { IsAtomic: true } || schema is { IsAtomic: true } || type?.Shape == FieldShape.Anything)
            atomics.Add(path);
        foreach (CelValue key in map.Keys)
        {
            string name = key.ToString();
            if (schema is not null && schema[name] is null)
            {
                Refuse($"{path}.{name}", "field not declared in schema");
                return;
            }
            map.TryGet(key, out CelValue value);
            Visit(value, schema is null ? type?.Item : schema[name]!.Type, $"{path}.{name}", depth + 1);
        }
    }

    private void VisitList(CelList list, FieldType? type, string path, int depth)
    {
        if (type is { Shape: not (FieldShape.List or FieldShape.Anything) })
        {
            Refuse(path, $"expected {(type.IsScalar ? ScalarForms.NameOf(type.Shape) : "map")}, got a list");
            return;
        }
        if (type is null || type.IsAtomic || type.Shape == FieldShape.Anything)
            atomics.Add(path);
        for (int i = 0; i < list.Count; i++)
        {
            if (type?.Keys.FirstOrDefault(k => ListKey.Of(list[i], k).IsNull()) is { } missing)
                Refuse(path, $"element {i}: associative list with keys has an element that omits key field \"{missing}\" (and doesn't have default value)");
            Visit(list[i], type?.Item, $"{path}[{i}]", depth + 1);
        }
    }

    private void Refuse(string path, string reason) => error ??= $"{path}: {reason}";

    private static bool IsOf(CelValue value, FieldShape shape) => shape switch
    {
        FieldShape.Text or FieldShape.Bytes => value.Kind is CelKind.String,
        FieldShape.Boolean => value.Kind == CelKind.Bool,
        FieldShape.Integer or FieldShape.Number => value.Kind is CelKind.Int or CelKind.Uint or CelKind.Double,
        _ => true,
    };
}
