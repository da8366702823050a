namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>What a value of the Kubernetes API is.</summary>
internal enum FieldShape
{
    Text,
    Integer,
    Boolean,
    Number,
    Quantity,
    IntegerOrText,
    Time,
    MicroTime,
    Bytes,
    Anything,
    List,
    Map,
    Object,
}
