#!/bin/sh
# Makes the certificates of the TLS tests anew: two authorities, a broker for localhost, a gateway of each authority. They are
# valid from 2020 to 2120, so no test ends with the calendar; their keys protect nothing. Needs keytool and openssl.
set -eu
cd "$(dirname "$0")"
dates="-startdate 2020/01/01 -validity 36525"
store="-keystore made.tmp -storepass made-for-tests"
rm -f made.tmp
pair() { keytool -genkeypair $store -alias "$1" -keyalg EC -groupname secp256r1 $dates -dname "CN=$2" $3; }
signed() { # name, authority, extension
  pair "$1" "$1" ""
  keytool -certreq $store -alias "$1" | keytool -gencert $store -alias "$2" $dates $3 -rfc -outfile "$1.crt"
  keytool -importkeystore -srckeystore made.tmp -srcstorepass made-for-tests -srcalias "$1" -destkeystore one.tmp \
    -deststorepass made-for-tests -noprompt 2>/dev/null
  openssl pkcs12 -in one.tmp -passin pass:made-for-tests -nocerts -nodes | openssl pkcs8 -topk8 -nocrypt -out "$1.key"
  rm -f one.tmp
}
for ca in ca other-ca; do
  pair "$ca" "Steelyard test $ca" "-ext bc:critical=ca:true"
  keytool -exportcert $store -alias "$ca" -rfc -file "$ca.pem" 2>/dev/null
done
signed broker ca "-ext san=dns:localhost -ext eku=serverAuth"
signed gateway ca "-ext eku=clientAuth"
signed stranger other-ca "-ext eku=clientAuth"
rm -f made.tmp
