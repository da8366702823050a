namespace ContainerSecurity.Secrets.Shapes;

/// <content>One place after the other.</content>
internal ref partial struct AnchorSearch
{
    public partial bool MoveNext() => MoveSingly();
}
