/**
 * What `dbless init` writes. A line whose `#` is followed by a space and a letter explains; the others are examples,
 * valid all at once when their `#` is taken away (a test does so).
 */
export const skeleton = `# yaml-language-server: $schema=kong.schema.json
# The line above lets an editor complete and check this file. It names a file that dbless writes, by
# "dbless schema > kong.schema.json"; remove the line if you have no use for it.
# To check this file as a node would: dbless parse kong.yml

# The version of the format. Always quoted: it is text, and 3.0 without quotes is a number.
_format_version: "3.0"

# With true, passwords of basic-auth and the like are written here as they are, and the node hashes them when it loads
# the file. Set it to false only if this file holds the hashes already.
_transform: true

# Everything below is an example. Take the # away from the start of a line to make it count; what you leave out keeps
# its default. Lists of one kind of entity stand at the top, like services and consumers here, or inside the entity
# that they belong to, like the routes of a service. Both ways mean the same.

# A service is an application that Kong stands in front of. Its url is short for protocol, host, port and path.
#services:
#  - name: billing
#    url: http://billing.internal:8080/v1
#    read_timeout: 10000          # milliseconds
#    tags: [team-payments]        # any words; tools can select by them
#
# A route says which requests go to the service. Names are free, and must be unique among all routes.
#    routes:
#      - name: billing-api
#        paths:
#          - /billing             # everything that starts so
#          - ~/invoices/\\d+$      # with a ~ it is a regular expression
#        methods: [GET, POST]
#        strip_path: true         # the service does not see /billing
#
# A plugin acts on the entity that it stands in: here on every request to this service.
#    plugins:
#      - name: rate-limiting
#        config:
#          minute: 100
#          policy: local          # each node counts for itself
#      - name: key-auth
#
# A plugin at the top acts on everything, or on what it names: service, route, consumer.
#plugins:
#  - name: correlation-id
#    config:
#      header_name: X-Request-ID
#  - name: request-size-limiting
#    route: billing-api           # by its name
#    config:
#      allowed_payload_size: 8    # megabytes
#
# A consumer is someone who calls. Credentials are how it proves that, one list for each plugin that asks for them.
#consumers:
#  - username: mobile-app
#    custom_id: "1042"            # quoted, or it would be a number
#    keyauth_credentials:
#      - id: 6f0b2f2e-5d1c-4a3e-9a57-2f1f0c8f3b01   # any UUID; without it each node draws another one
#        key: replace-this-key
#
# An upstream is a name that a service can have as host, and the machines behind it among which Kong shares the work.
#upstreams:
#  - name: billing.internal
#    algorithm: round-robin
#    targets:
#      - target: 10.0.0.11:8080
#        weight: 100
#      - target: 10.0.0.12:8080
#        weight: 50
#
# A certificate and the server names for which Kong shows it.
#certificates:
#  - id: 6f0b2f2e-5d1c-4a3e-9a57-2f1f0c8f3b02
#    cert: "{vault://secrets/billing-cert}"
#    key: "{vault://secrets/billing-cert-key}"
#    snis:
#      - name: billing.example.com
#
# A vault is where the node looks up what should not stand in a file: {vault://PREFIX/NAME}. With env it reads its
# environment: {vault://secrets/billing-cert} is the variable SECRET_BILLING_CERT. Not every field can be looked up; an
# editor with the schema tells which.
#vaults:
#  - name: env
#    prefix: secrets
#    config:
#      prefix: SECRET_
`;
