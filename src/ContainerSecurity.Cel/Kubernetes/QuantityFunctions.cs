namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>The library <c>quantity</c>.</summary>
internal static class QuantityFunctions
{
    public static CelLibrary Create() => new CelLibrary("kubernetes.quantity").TypeName(Quantity.Type)
        .Function(
            "string_to_quantity",
            "quantity",
            "f(string) -> kubernetes.Quantity",
            s => Quantity.Parse((string)s.Reference!, out string error) is { } q ? CelValue.From(q) : CelValue.Error(error))
        .Function("is_quantity_string", "isQuantity", "f(string) -> bool", s => CelValue.From(Quantity.Parse((string)s.Reference!, out _) is not null))
        .Function("quantity_sign", "sign", "f(kubernetes.Quantity) -> int", q => CelValue.From((long)Of(q).Sign))
        .Method("quantity_is_integer", "isInteger", "kubernetes.Quantity.isInteger() -> bool", q => CelValue.From(Of(q).IsInteger))
        .Method("quantity_as_integer", "asInteger", "kubernetes.Quantity.asInteger() -> int", q => Of(q).AsInteger())
        .Method("quantity_as_float", "asApproximateFloat", "kubernetes.Quantity.asApproximateFloat() -> double", q => CelValue.From(Of(q).AsDouble()))
        .Method("quantity_add", "add", "kubernetes.Quantity.add(kubernetes.Quantity) -> kubernetes.Quantity", (a, b) => CelValue.From(Of(a).Add(Of(b))))
        .Method("quantity_add_int", "add", "kubernetes.Quantity.add(int) -> kubernetes.Quantity", (a, b) => CelValue.From(Of(a).Add(Quantity.Of(b.Bits))))
        .Method("quantity_sub", "sub", "kubernetes.Quantity.sub(kubernetes.Quantity) -> kubernetes.Quantity", (a, b) => CelValue.From(Of(a).Subtract(Of(b))))
        .Method("quantity_sub_int", "sub", "kubernetes.Quantity.sub(int) -> kubernetes.Quantity", (a, b) => CelValue.From(Of(a).Subtract(Quantity.Of(b.Bits))))
        .Method(
            "quantity_is_greater_than",
            "isGreaterThan",
            "kubernetes.Quantity.isGreaterThan(kubernetes.Quantity) -> bool",
            (a, b) => CelValue.From(Of(a).Nano > Of(b).Nano))
        .Method(
            "quantity_is_less_than",
            "isLessThan",
            "kubernetes.Quantity.isLessThan(kubernetes.Quantity) -> bool",
            (a, b) => CelValue.From(Of(a).Nano < Of(b).Nano))
        .Method(
            "quantity_compare_to",
            "compareTo",
            "kubernetes.Quantity.compareTo(kubernetes.Quantity) -> int",
            (a, b) => CelValue.From((long)Math.Sign(Of(a).Nano.CompareTo(Of(b).Nano))));

    private static Quantity Of(CelValue value) => (Quantity)value.Reference!;
}
