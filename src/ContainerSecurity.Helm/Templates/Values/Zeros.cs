namespace ContainerSecurity.Helm.Templates.Values;

/// <summary>The values that Go's types have before anything is given to them.</summary>
internal static class Zeros
{
    public static GoValue Of(GoType type) =>
        type.Kind switch
        {
            GoKind.Interface => NilValue.Value,
            GoKind.Bool => GoValue.Of(false),
            GoKind.Int or GoKind.Uint => new IntegerValue(0, type),
            GoKind.Float => new FloatValue(0),
            GoKind.String => new TextValue(TracedText.Empty),
            GoKind.Slice => new ListValue(type, [], isNil: true),
            GoKind.Map => new MapValue(type, isNil: true),
            _ => Missing.Value,
        };
}
