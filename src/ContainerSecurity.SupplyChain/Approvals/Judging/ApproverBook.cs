using ContainerSecurity.Policies;
using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ContainerSecurity.SupplyChain.Approvals.Judging;

/// <summary>Whose keys are whose.</summary>
internal sealed class ApproverBook
{
    private readonly Dictionary<VerificationKey, ApproverSettings> people = [];

    /// <exception cref="ArgumentException">A key cannot be read, or is that of two people.</exception>
    public ApproverBook(IEnumerable<ApproverSettings> approvers)
    {
        foreach (ApproverSettings person in approvers)
            foreach (string pem in person.Keys)
                Add(person, pem);
    }

    public IEnumerable<VerificationKey> Keys => people.Keys;

    public ApproverSettings Of(VerificationKey key) => people[key];

    private void Add(ApproverSettings person, string pem)
    {
        try
        {
            var key = VerificationKey.Parse(pem);
            if (!people.TryAdd(key, person) && people[key].Name != person.Name)
                throw new ArgumentException($"The approvers '{people[key].Name}' and '{person.Name}' have one key; a key belongs to one person.");
        }
        catch (KeyFormatException e)
        {
            throw new ArgumentException($"A key of the approver '{person.Name}' cannot be read: {e.Message}", e);
        }
    }
}
